package dev.kenning.search.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// How fast models embed, by the median of the rounds that each was timed. For one thread.
final class ModelSpeed {
  private final LongSupplier nanoSource;
  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

  /// @param models in the order of the table
  /// @param nanoSource a clock for durations
  ModelSpeed(List<String> models, LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    models.forEach(model -> rounds.put(model, new ArrayList<>()));
  }

  private record Round(double methodsPerSecond, double tokensPerSecond) {}

  /// @param methodsPerSecond median of the rounds
  /// @param tokensPerSecond likewise
  /// @param ratio median, over the rounds, of its methods per second to the first model's
  record Measured(String model, double methodsPerSecond, double tokensPerSecond, double ratio) {}

  /// @param work embeds `methodCount` methods and tells how many tokens they had
  void time(String model, LongSupplier work, int methodCount) {
    long began = nanoSource.getAsLong();
    long tokenCount = work.getAsLong();
    double seconds = (nanoSource.getAsLong() - began) / 1e9;
    rounds
        .computeIfAbsent(model, _ -> new ArrayList<>())
        .add(new Round(methodCount / seconds, tokenCount / seconds));
  }

  List<Measured> measured() {
    List<Measured> measured = new ArrayList<>();
    List<Round> first = rounds.values().iterator().next();
    rounds.forEach((model, own) -> {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < Math.min(own.size(), first.size()); i++) {
        ratios.add(own.get(i).methodsPerSecond() / first.get(i).methodsPerSecond());
      }
      measured.add(
          new Measured(
              model,
              median(own.stream().map(Round::methodsPerSecond).toList()),
              median(own.stream().map(Round::tokensPerSecond).toList()),
              median(ratios)));
    });
    return measured;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }
}
