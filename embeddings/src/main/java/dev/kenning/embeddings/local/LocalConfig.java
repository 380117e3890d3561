package dev.kenning.embeddings.local;

import dev.kenning.embeddings.batch.BatchConfig;
import dev.kenning.embeddings.cache.CacheConfig;
import java.nio.file.Path;
import java.util.Optional;

/// How a local model works.
///
/// @param batch workers and queues
/// @param cacheFile where passages' vectors are kept, `embedding-cache.db` of a data directory;
///   empty to keep none, as for a process that only asks
/// @param cache bounds of that file
/// @param rememberedQueryCount vectors of the last queries kept in memory, 0…1,000,000
/// @param warmUp whether the embedder makes a few passes of different lengths before it is ready
public record LocalConfig(
    BatchConfig batch,
    Optional<Path> cacheFile,
    CacheConfig cache,
    int rememberedQueryCount,
    boolean warmUp) {
  public LocalConfig {
    if (rememberedQueryCount < 0 || rememberedQueryCount > 1_000_000) {
      throw new IllegalArgumentException(
          "0 to 1,000,000 queries can be remembered, not " + rememberedQueryCount);
    }
  }

  /// For a process that indexes or serves: cache, warm-up, the last 1,024 queries.
  public static LocalConfig forIndexing(Path cacheFile, int workerCount) {
    return new LocalConfig(
        BatchConfig.forWorkers(workerCount),
        Optional.of(cacheFile),
        CacheConfig.defaults(),
        1_024,
        true);
  }

  /// For a process that asks once and ends: one worker, no cache, no warm-up.
  public static LocalConfig forOneQuery() {
    return new LocalConfig(
        BatchConfig.forWorkers(1), Optional.empty(), CacheConfig.defaults(), 0, false);
  }
}
