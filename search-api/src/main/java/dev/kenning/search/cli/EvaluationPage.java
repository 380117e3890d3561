package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.evaluation.Comparison;
import dev.kenning.search.evaluation.Estimate;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.Metric;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Figures as a table, or as JSON.
final class EvaluationPage {
  private static final Estimate NONE = new Estimate(0, 0, 0);

  private final PrintStream out;
  private final boolean json;

  EvaluationPage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.json = json;
  }

  /// @param field to slice by, if any
  /// @param comparison with what was measured before, if it is asked for
  void print(Evaluation evaluation, Optional<String> field, Optional<Comparison> comparison) {
    if (json) {
      Map<String, Object> wire = wire(evaluation);
      comparison.ifPresent(compared -> wire.put("against", compared));
      field.ifPresent(by -> {
        Map<String, Object> slices = new LinkedHashMap<>();
        evaluation.slicedBy(by).forEach((value, slice) -> slices.put(value, wire(slice)));
        wire.put("slices", slices);
      });
      out.println(WireFormat.text(wire));
      return;
    }
    show("all queries", evaluation);
    field.ifPresent(
        by -> evaluation.slicedBy(by).forEach((value, slice) -> show(by + " = " + value, slice)));
    comparison.ifPresent(this::show);
  }

  private void show(Comparison compared) {
    out.printf(
        Locale.ROOT,
        "against before%n  MRR@10          %+.4f   95 %% interval %+.4f to %+.4f%n"
            + "  %d queries better, %d worse; as large by chance: %.1f %%%n",
        compared.difference().mean(),
        compared.difference().low(),
        compared.difference().high(),
        compared.better(),
        compared.worse(),
        100 * compared.chance());
  }

  private void show(String title, Evaluation evaluation) {
    out.printf(Locale.ROOT, "%s (%,d)%n", title, evaluation.scores().size());
    for (Metric metric : evaluation.metrics()) {
      Estimate estimate = evaluation.estimates().getOrDefault(metric, NONE);
      out.printf(
          Locale.ROOT,
          "  %-15s %.4f   95 %% interval %.4f to %.4f%n",
          metric.label(),
          estimate.mean(),
          estimate.low(),
          estimate.high());
    }
  }

  static Map<String, Object> wire(Evaluation evaluation) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("queries", evaluation.scores().size());
    for (Metric metric : evaluation.metrics()) {
      Estimate estimate = evaluation.estimates().getOrDefault(metric, NONE);
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("mean", rounded(estimate.mean()));
      figures.put("low", rounded(estimate.low()));
      figures.put("high", rounded(estimate.high()));
      wire.put(metric.label(), figures);
    }
    return wire;
  }

  static double mean(Evaluation evaluation, Metric metric) {
    return evaluation.estimates().getOrDefault(metric, NONE).mean();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
