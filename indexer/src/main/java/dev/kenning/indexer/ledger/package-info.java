/// Did we already take this change, and in what order did changes come? The ledger is the truth: an
/// append-only, durable list of accepted changes with the content they brought; the index is a view
/// of it.
///
/// Read [dev.kenning.indexer.ledger.ChangeLedger], then [dev.kenning.indexer.ledger.Receipt].
///
/// An accepted change is on disk before it is acknowledged. Changes to one file are ordered by
/// version, never by arrival or wall clock. One writer per data directory.
@NullMarked
package dev.kenning.indexer.ledger;

import org.jspecify.annotations.NullMarked;
