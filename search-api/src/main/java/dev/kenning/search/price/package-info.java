/// What does each level of consistency cost? [dev.kenning.search.price.ConsistencyBenchmark] puts
/// the same writes to a server for each level, asks questions beside them, and tells how long the
/// answers took and how many were refused.
///
/// Read [dev.kenning.search.price.ConsistencyBenchmark], then
/// [dev.kenning.search.price.LevelPrice].
///
/// It speaks to a server over HTTP alone, and writes to one pushed repository of its own, which it
/// deletes in the end. Its threads end with the call.
@NullMarked
package dev.kenning.search.price;

import org.jspecify.annotations.NullMarked;
