/// How does the store behave as it grows, and how fast does an index follow? One benchmark fills a
/// Lucene store with a given number of methods and measures what a user would feel: latency,
/// recall, heap, disk and the rate of writing. The other saves files and switches branches, and
/// measures how long after its acknowledgement a change is seen.
///
/// Read [dev.kenning.indexer.benchmark.ScaleBenchmark], then
/// [dev.kenning.indexer.benchmark.MethodSupply], which says where the methods come from; or
/// [dev.kenning.indexer.benchmark.FollowBenchmark].
///
/// Every random choice follows from a seed. Nothing is read of a user's index but what the caller
/// hands in, and nothing is written but into the folder named.
@NullMarked
package dev.kenning.indexer.benchmark;

import org.jspecify.annotations.NullMarked;
