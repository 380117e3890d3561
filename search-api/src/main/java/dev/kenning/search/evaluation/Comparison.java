package dev.kenning.search.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Two rankings of the same queries, query by query: whether one is better, or the queries just
/// fell that way. The test is Fisher's: how often would the mean difference be as large if each
/// query's two values had been swapped by the toss of a coin (10,000 times, by a fixed seed).
///
/// @param difference of the means, second minus first, with its 95 % interval by paired bootstrap
/// @param better queries on which the second is better
/// @param worse queries on which it is worse
/// @param chance of a difference as large by coin tosses: below .05 it is commonly believed
public record Comparison(Estimate difference, int better, int worse, double chance) {
  private static final long SEED = 20_251_124;
  private static final int TOSSES = 10_000;

  /// Compares the queries that both have.
  public static Comparison of(Evaluation first, Evaluation second, Metric metric) {
    Map<String, Double> before = new HashMap<>();
    first.scores().forEach(score -> before.put(score.query().id(), score.value(metric)));
    List<Double> differences = new ArrayList<>();
    for (QueryScore score : second.scores()) {
      Double old = before.get(score.query().id());
      if (old != null) {
        differences.add(score.value(metric) - old);
      }
    }
    double[] values = differences.stream().mapToDouble(Double::doubleValue).toArray();
    return new Comparison(
        Estimate.of(values, SEED),
        (int) differences.stream().filter(value -> value > 0).count(),
        (int) differences.stream().filter(value -> value < 0).count(),
        chance(values));
  }

  private static double chance(double[] differences) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    double sum = 0;
    for (double difference : differences) {
      sum += difference;
    }
    double seen = Math.abs(sum) - 1e-12; // what is equal but for rounding is as large
    int asLarge = 0;
    for (int toss = 0; toss < TOSSES; toss++) {
      double tossed = 0;
      for (double difference : differences) {
        tossed += random.nextBoolean() ? difference : -difference;
      }
      asLarge += Math.abs(tossed) >= seen ? 1 : 0;
    }
    return (asLarge + 1.0) / (TOSSES + 1.0);
  }
}
