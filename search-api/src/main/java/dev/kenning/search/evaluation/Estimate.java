package dev.kenning.search.evaluation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A mean over queries and where it would lie, 19 times of 20, had other queries of the same kind
/// been asked: the percentile bootstrap (Efron 1979), that is the 2.5 % and 97.5 % points of the
/// means of 2,000 samples drawn with replacement.
///
/// @param mean of the values, 0 if there are none
/// @param low lower end of the 95 % interval
/// @param high upper end
public record Estimate(double mean, double low, double high) {
  private static final int RESAMPLES = 2_000;
  private static final double TAIL = 0.025;

  static Estimate of(double[] values, long seed) {
    if (values.length == 0) {
      return new Estimate(0, 0, 0);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    double mean = Arrays.stream(values).sum() / values.length;
    return new Estimate(
        mean, means[(int) (TAIL * RESAMPLES)], means[(int) ((1 - TAIL) * RESAMPLES) - 1]);
  }
}
