package dev.kenning.indexer.benchmark;

import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Path;

/// What a [ScaleBenchmark] does.
///
/// @param folder an empty or missing folder that the indexes are made in, or one with such indexes
/// @param methodCount methods to fill it with
/// @param queryCount questions timed
/// @param recallQueryCount questions whose answers are compared with exact search
/// @param candidateCount candidates asked for by each side of a timed question, as an answer does
/// @param writerThreads threads that write
/// @param seed of every random choice
/// @param store how the store works
public record ScaleConfig(
    Path folder,
    int methodCount,
    int queryCount,
    int recallQueryCount,
    int candidateCount,
    int writerThreads,
    long seed,
    StoreConfig store) {
  public ScaleConfig {
    if (methodCount < 1_000 || queryCount < 10 || recallQueryCount < 10) {
      throw new IllegalArgumentException(
          "A benchmark needs 1,000 methods and 10 queries at least, not %d and %d/%d"
              .formatted(methodCount, queryCount, recallQueryCount));
    }
    if (candidateCount < 10 || writerThreads < 1) {
      throw new IllegalArgumentException("A benchmark needs 10 candidates and 1 thread at least");
    }
  }

  /// The usual numbers for `methodCount` methods.
  public static ScaleConfig of(Path folder, int methodCount, int writerThreads) {
    return new ScaleConfig(
        folder, methodCount, 1_000, 200, 100, writerThreads, 42, StoreConfig.DEFAULT);
  }
}
