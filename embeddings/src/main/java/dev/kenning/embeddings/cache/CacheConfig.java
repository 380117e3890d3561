package dev.kenning.embeddings.cache;

import java.time.Duration;

/// How much the cache keeps and how soon.
///
/// @param maxEntryCount texts kept, 100…1,000,000,000; past it those used longest ago go, a tenth
///   of them at once. A text of a 384-dimensional model takes about 1.7 kB
/// @param flushDelay how long a new vector may wait in memory, gathering company, before it is
///   written; what a killed process may have to compute again
/// @param waitingEntryCount vectors waiting to be written, 1…1,000,000; past it, which takes a disk
///   that stands still, further ones are not kept
public record CacheConfig(int maxEntryCount, Duration flushDelay, int waitingEntryCount) {
  public CacheConfig {
    if (maxEntryCount < 100 || maxEntryCount > 1_000_000_000) {
      throw new IllegalArgumentException(
          "A cache keeps 100 to 1,000,000,000 entries, not " + maxEntryCount);
    }
    if (flushDelay.isNegative()) {
      throw new IllegalArgumentException("The flush delay is negative: " + flushDelay);
    }
    if (waitingEntryCount < 1 || waitingEntryCount > 1_000_000) {
      throw new IllegalArgumentException(
          "1 to 1,000,000 vectors may wait to be written, not " + waitingEntryCount);
    }
  }

  /// A million texts (about 1.7 GB), written within 100 ms, 16,384 waiting.
  public static CacheConfig defaults() {
    return new CacheConfig(1_000_000, Duration.ofMillis(100), 16_384);
  }
}
