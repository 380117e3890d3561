package dev.kenning.search.admission;

import java.time.Duration;

/// How the limit of one kind of work moves.
///
/// @param quiet so many at once do not wait for each other: latency is taken to be undisturbed up
///   to here; the number of processors for work that computes
/// @param initial where it begins, `quiet` to `most`
/// @param most where it ends
/// @param tolerance how many times the undisturbed latency is still fine, 1 to 10
/// @param window how long latencies are gathered before the limit moves
/// @param probeInterval how long an undisturbed latency is believed
public record LimitConfig(
    int quiet, int initial, int most, double tolerance, Duration window, Duration probeInterval) {
  public LimitConfig {
    if (quiet < 1 || initial < quiet || most < initial || most > 10_000) {
      throw new IllegalArgumentException(
          "1 <= quiet <= initial <= most <= 10,000 must hold, not %d, %d, %d"
              .formatted(quiet, initial, most));
    }
    if (!(tolerance >= 1 && tolerance <= 10)) {
      throw new IllegalArgumentException("The tolerance is 1 to 10, not " + tolerance);
    }
    if (!window.isPositive() || probeInterval.compareTo(window) <= 0) {
      throw new IllegalArgumentException("A probe is much rarer than a window");
    }
  }

  /// For work that computes on so many processors: latency may grow by a fifth, windows of a
  /// quarter of a second, a probe after half a minute without a quiet moment.
  public static LimitConfig computing(int processors) {
    return new LimitConfig(
        processors,
        Math.max(8, 4 * processors),
        Math.max(32, 16 * processors),
        1.2,
        Duration.ofMillis(250),
        Duration.ofSeconds(30));
  }

  /// For work that mostly waits for the disk and shares its commits.
  public static LimitConfig waiting(int processors) {
    return new LimitConfig(
        4 * processors, 32, 128, 2, Duration.ofMillis(250), Duration.ofSeconds(30));
  }
}
