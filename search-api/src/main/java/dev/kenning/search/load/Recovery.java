package dev.kenning.search.load;

import dev.kenning.search.load.Samples.Sample;
import java.time.Duration;

/// How long a server needs to be as it was before an overload. Stateless.
final class Recovery {
  private static final double STILL_NORMAL = 1.5;
  private static final double REFUSALS_OF_ALL = 0.01;

  private Recovery() {}

  /// @param before the same load before
  /// @param after from the instant the overload ended
  /// @return after how many seconds every second is normal: next to nothing is refused, and the
  ///   median of searches is at most half again what it was
  static double seconds(Samples before, Samples after, Duration length) {
    double usual = before.latencies(Recovery::isAnswered).p50();
    double normalFrom = 0;
    for (int second = 0; second < length.toSeconds(); second++) {
      double from = second;
      double to = second + 1.0;
      long all = after.count(one -> isWithin(one, from, to));
      long refused = after.count(one -> isWithin(one, from, to) && one.outcome() != Outcome.GOOD);
      double median = after.latencies(one -> isWithin(one, from, to) && isAnswered(one)).p50();
      if (refused > Math.max(1, REFUSALS_OF_ALL * all) || median > STILL_NORMAL * usual) {
        normalFrom = to;
      }
    }
    return normalFrom;
  }

  private static boolean isWithin(Sample sample, double from, double to) {
    return sample.dueSeconds() >= from && sample.dueSeconds() < to;
  }

  private static boolean isAnswered(Sample sample) {
    return sample.is(CallKind.SEARCH, Outcome.GOOD) || sample.is(CallKind.REMEMBERED, Outcome.GOOD);
  }
}
