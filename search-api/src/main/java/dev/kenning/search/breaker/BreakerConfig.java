package dev.kenning.search.breaker;

import java.time.Duration;

/// When a breaker opens, and how it closes again.
///
/// @param window how many of the last calls are looked at
/// @param leastCalls how many there must be before they say anything
/// @param failureShare of them, which opens it when it failed or was slow, above 0 and up to 1
/// @param slow what a call takes that is as bad as a failed one
/// @param pause how long it stays open before a few may try; twice as long each time that fails
/// @param longestPause where the doubling ends
/// @param jitter share of a pause by which it is made longer or shorter by chance, 0…0.9, so that
///   many servers do not try at once
/// @param trials how many try
public record BreakerConfig(
    int window,
    int leastCalls,
    double failureShare,
    Duration slow,
    Duration pause,
    Duration longestPause,
    double jitter,
    int trials) {
  public BreakerConfig {
    if (window < 1 || leastCalls < 1 || leastCalls > window || trials < 1) {
      throw new IllegalArgumentException("1 <= leastCalls <= window, and at least one trial");
    }
    if (!(failureShare > 0 && failureShare <= 1) || !(jitter >= 0 && jitter <= 0.9)) {
      throw new IllegalArgumentException("A share is 0 to 1, a jitter 0 to 0.9");
    }
    if (slow.toMillis() < 1 || pause.toMillis() < 1 || longestPause.compareTo(pause) < 0) {
      throw new IllegalArgumentException("Times are at least 1 ms, the longest pause the longest");
    }
  }

  /// Opens when half of the last 20 calls, of at least 5, failed or took 1 s; tries 3 after 2 s and
  /// up to a minute, a quarter more or less.
  public static BreakerConfig defaults() {
    return new BreakerConfig(
        20, 5, 0.5, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(1), 0.25, 3);
  }

  public BreakerConfig with(Duration newSlow, Duration newPause) {
    return new BreakerConfig(
        window,
        leastCalls,
        failureShare,
        newSlow,
        newPause,
        newPause.compareTo(longestPause) > 0 ? newPause : longestPause,
        jitter,
        trials);
  }
}
