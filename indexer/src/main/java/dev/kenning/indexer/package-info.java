/// Which methods are there, and what is known about each? The values that every package of the
/// module hands to the next: a method's identity, its place in a file, a place in the ledger, the
/// rules an index was made by.
///
/// Read [dev.kenning.indexer.MethodId], then `run.IndexRun`, the path of data in one screen. The
/// packages below answer one question each: `source` (which files?), `ledger` (did we already take
/// this change?), `method` (which methods?), `passage` (what text stands for one?), `filter` (which
/// ones are asked for?), `store` (where is it kept?), `run` (all of them together).
///
/// Nothing here does input or output; every type is an immutable value.
@NullMarked
package dev.kenning.indexer;

import org.jspecify.annotations.NullMarked;
