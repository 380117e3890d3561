package dev.kenning.search.load;

import dev.kenning.search.trial.Figure;
import java.util.List;

/// What a [LoadBenchmark] saw.
///
/// @param capacity requests of the mix that the server answers a second when it is never idle
/// @param steps in the order they were run
/// @param figures what is held against goals
/// @param faults why the run says nothing, one sentence each; empty for a valid one
public record LoadReport(
    double capacity, List<LoadStep> steps, List<Figure> figures, List<String> faults) {
  public LoadReport {
    steps = List.copyOf(steps);
    figures = List.copyOf(figures);
    faults = List.copyOf(faults);
  }

  /// Whether the server was measured, and not the generator.
  public boolean isValid() {
    return faults.isEmpty();
  }

  /// Whether every goal is met.
  public boolean isMet() {
    return figures.stream().allMatch(Figure::isMet);
  }

  /// What stands above the lines of the steps.
  public static String heading() {
    return LoadStep.heading();
  }
}
