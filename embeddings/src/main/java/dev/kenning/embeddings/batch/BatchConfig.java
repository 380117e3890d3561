package dev.kenning.embeddings.batch;

import java.time.Duration;

/// How texts are gathered into forward passes.
///
/// @param workerCount threads that each run one pass at a time, 1…256; as many as cores is right,
///   since a pass computes on one thread
/// @param batchTokenCount padded tokens of one pass, 16…65,536: what a query may have to wait for.
///   A text that is longer travels alone
/// @param waitingPassageCount passages waiting, of all callers, 2…1,000,000; one caller has at most
///   half of the places. It is the window out of which texts of like length are picked
/// @param waitingQueryCount queries waiting before further ones are refused, 1…100,000
/// @param drainTime how long closing waits for the running passes
public record BatchConfig(
    int workerCount,
    int batchTokenCount,
    int waitingPassageCount,
    int waitingQueryCount,
    Duration drainTime) {
  public BatchConfig {
    requireWithin("workers", workerCount, 1, 256);
    requireWithin("padded tokens of a batch", batchTokenCount, 16, 65_536);
    requireWithin("waiting passages", waitingPassageCount, 2, 1_000_000);
    requireWithin("waiting queries", waitingQueryCount, 1, 100_000);
    if (!drainTime.isPositive()) {
      throw new IllegalArgumentException("The drain time must be positive, not " + drainTime);
    }
  }

  /// 256 padded tokens a batch, out of a window of 4,096 passages; 256 waiting queries; 8 seconds
  /// to drain, many times what a pass takes and less than a process is given to end.
  public static BatchConfig forWorkers(int workerCount) {
    return new BatchConfig(workerCount, 256, 4_096, 256, Duration.ofSeconds(8));
  }

  private static void requireWithin(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "The number of %s must be within %d and %d, not %d".formatted(what, least, most, value));
    }
  }
}
