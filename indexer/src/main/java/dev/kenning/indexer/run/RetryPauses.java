package dev.kenning.indexer.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before something that failed is tried again: twice as long after each failure,
/// up to a limit, and never quite as long as another process that failed at the same instant.
///
///     pause = min(longest, first · 2 ^ (failures − 1)) · (½ … 1½)
///
/// For one thread.
final class RetryPauses {
  private static final int MAX_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private int failureCount;

  /// @param first after one failure
  /// @param longest after many
  RetryPauses(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  void failed() {
    failureCount++;
  }

  void succeeded() {
    failureCount = 0;
  }

  /// How long to wait now.
  Duration next() {
    int doublings = Math.clamp(failureCount - 1L, 0, MAX_DOUBLINGS);
    double nanos =
        Math.min((double) longest.toNanos(), first.toNanos() * (double) (1L << doublings));
    return Duration.ofNanos(Math.round(nanos * (0.5 + random.nextDouble())));
  }
}
