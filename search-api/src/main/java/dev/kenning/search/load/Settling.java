package dev.kenning.search.load;

import dev.kenning.search.load.ServerWatch.Reading;
import java.util.ArrayList;
import java.util.List;

/// How a limit came to rest after a step of the load.
///
/// @param rest where it stood in the end, the mean
/// @param seconds from the step until the mean of each second stays within a fifth of `rest`; NaN
///   if it does not
/// @param reversals how often its way turned by more than a fifth of `rest` until then, or on the
///   whole where it does not rest
record Settling(double rest, double seconds, int reversals) {
  private static final double BAND = 0.2;

  /// A limit counts whole requests: beside a small one, one more or less is no swing.
  private static final double LEAST_BAND = 1;

  /// @param readings from the step on
  /// @param endSeconds how much of their end is rest
  static Settling of(List<Reading> readings, double endSeconds) {
    if (readings.isEmpty()) {
      return new Settling(Double.NaN, Double.NaN, 0);
    }
    double start = readings.getFirst().seconds();
    double end = readings.getLast().seconds();
    double rest =
        readings.stream()
            .filter(one -> one.seconds() >= end - endSeconds)
            .mapToDouble(Reading::searchLimit)
            .average()
            .orElse(Double.NaN);
    double band = Math.max(BAND * rest, LEAST_BAND);
    double settled = start;
    for (double second = start; second < end; second++) {
      double mean = mean(readings, second);
      if (Math.abs(mean - rest) > band) {
        settled = second + 1;
      }
    }
    boolean rests = settled <= end - endSeconds / 2;
    double until = rests ? Math.max(settled, start + 1) : end;
    return new Settling(
        rest,
        rests ? settled - start : Double.NaN,
        reversals(readings.stream().filter(one -> one.seconds() <= until).toList(), band));
  }

  private static double mean(List<Reading> readings, double second) {
    return readings.stream()
        .filter(one -> one.seconds() >= second && one.seconds() < second + 1)
        .mapToDouble(Reading::searchLimit)
        .average()
        .orElse(Double.NaN);
  }

  private static int reversals(List<Reading> readings, double band) {
    List<Double> limits = new ArrayList<>(readings.stream().map(Reading::searchLimit).toList());
    int reversals = 0;
    double direction = 0;
    double turn = limits.isEmpty() ? 0 : limits.getFirst();
    for (double limit : limits) {
      double way = limit - turn;
      if (direction != 0 && Math.signum(way) == direction) {
        turn = limit;
      } else if (Math.abs(way) > band) {
        reversals += direction == 0 ? 0 : 1;
        direction = Math.signum(way);
        turn = limit;
      }
    }
    return reversals;
  }
}
