/// How do store and ledger behave as they grow? One benchmark fills a Lucene store with a given
/// number of methods and measures what a user would feel: latency, recall, heap, disk and the rate
/// of writing. The other has few and many writers send files to a ledger, and compares with what
/// the disk can do.
///
/// Read [dev.kenning.indexer.benchmark.ScaleBenchmark], then
/// [dev.kenning.indexer.benchmark.MethodSupply], which says where the methods come from; or
/// [dev.kenning.indexer.benchmark.LedgerBenchmark].
///
/// Every random choice follows from a seed. Nothing is read of a user's index but what the caller
/// hands in, and nothing is written but into the folder named.
@NullMarked
package dev.kenning.indexer.benchmark;

import org.jspecify.annotations.NullMarked;
