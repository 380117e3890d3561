package dev.kenning.search.load;

import java.util.ArrayList;
import java.util.List;

/// Where a series of readings goes. The slope is the median of the slopes between any two readings
/// (Theil and Sen), which a few readings that stand out do not move.
///
/// @param first the mean of the first fifth
/// @param last the mean of the last fifth
/// @param perMinute the slope
/// @param growth the slope times the time there were readings for
record Trend(double first, double last, double perMinute, double growth) {
  /// @param seconds when each value was read, ascending
  static Trend of(List<Double> seconds, List<Double> values) {
    int count = values.size();
    if (count < 3) {
      return new Trend(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        double time = seconds.get(j) - seconds.get(i);
        if (time > 0) {
          slopes.add((values.get(j) - values.get(i)) / time);
        }
      }
    }
    slopes.sort(Double::compare);
    double perSecond = slopes.isEmpty() ? Double.NaN : slopes.get(slopes.size() / 2);
    int fifth = Math.max(1, count / 5);
    return new Trend(
        mean(values.subList(0, fifth)),
        mean(values.subList(count - fifth, count)),
        perSecond * 60,
        perSecond * (seconds.getLast() - seconds.getFirst()));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
