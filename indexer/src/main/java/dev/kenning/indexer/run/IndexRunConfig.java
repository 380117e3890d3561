package dev.kenning.indexer.run;

import java.time.Duration;

/// How much a run holds in hand, and how often it makes its work durable.
///
/// @param windowPassageCount passages that travel together, and so the step of progress
/// @param windowsInFlight windows between parsing and the store at once. Times the passages of one
///   it is what the embedder picks texts of like length from: some thousand make its batches even
/// @param commitInterval how often the index is made durable while there is work; after a crash at
///   most this much is applied again (from the embedding cache)
/// @param refreshInterval how often searches are shown what is done so far
/// @param embedTime after which the passages of a window, and then of each of its files alone, are
///   given up; it includes the wait behind the windows before it
public record IndexRunConfig(
    int windowPassageCount,
    int windowsInFlight,
    Duration commitInterval,
    Duration refreshInterval,
    Duration embedTime) {
  private static final Duration EMBED_TIME = Duration.ofMinutes(30);

  /// 256 passages, 8 windows, a commit each minute, a refresh every 20 seconds, half an hour for a
  /// window's vectors, which is some hundred times what the slowest machine takes.
  public static final IndexRunConfig DEFAULT =
      new IndexRunConfig(256, 8, Duration.ofSeconds(60), Duration.ofSeconds(20));

  /// With the usual time for vectors.
  public IndexRunConfig(
      int windowPassageCount,
      int windowsInFlight,
      Duration commitInterval,
      Duration refreshInterval) {
    this(windowPassageCount, windowsInFlight, commitInterval, refreshInterval, EMBED_TIME);
  }

  /// The same with another time for vectors.
  public IndexRunConfig withEmbedTime(Duration time) {
    return new IndexRunConfig(
        windowPassageCount, windowsInFlight, commitInterval, refreshInterval, time);
  }

  public IndexRunConfig {
    if (windowPassageCount < 1 || windowsInFlight < 1) {
      throw new IllegalArgumentException(
          "A run has 1 or more passages and windows in hand, not %d and %d"
              .formatted(windowPassageCount, windowsInFlight));
    }
    if (!embedTime.isPositive()) {
      throw new IllegalArgumentException("Vectors need some time, not " + embedTime);
    }
    if (commitInterval.isNegative() || refreshInterval.isNegative()) {
      throw new IllegalArgumentException(
          "Intervals are 0 or more, not %s and %s".formatted(commitInterval, refreshInterval));
    }
  }
}
