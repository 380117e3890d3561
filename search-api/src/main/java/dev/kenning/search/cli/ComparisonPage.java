package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.comparison.ComparedForm;
import dev.kenning.search.evaluation.Evaluation;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What may stand for a method, as a table or as JSON.
final class ComparisonPage {
  private final PrintStream out;
  private final boolean json;

  ComparisonPage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.json = json;
  }

  void print(int methodCount, Evaluation lexical, List<ComparedForm> compared) {
    if (json) {
      Map<String, Object> wire = new LinkedHashMap<>();
      wire.put("methods", methodCount);
      wire.put("lexical", EvaluationPage.wire(lexical));
      wire.put("compared", compared.stream().map(ComparisonPage::wire).toList());
      out.println(WireFormat.text(wire));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%,d methods, %,d intents%n%-58s %7s  %s%n",
        methodCount,
        lexical.scores().size(),
        "",
        "tokens",
        figures(lexical, (metric, _) -> metric));
    out.printf(
        Locale.ROOT, "%-58s %7s  %s%n", "words alone", "", figures(lexical, (_, mean) -> mean));
    for (ComparedForm form : compared) {
      String tokens = "%,dk".formatted(form.tokenCount() / 1_000);
      out.printf(
          Locale.ROOT,
          "%-58s %7s  %s   cosines %s%n",
          form.name() + " hybrid",
          tokens,
          figures(form.hybrid(), (_, mean) -> mean),
          form.cosines().stream()
              .map(at -> String.format(Locale.ROOT, "%.3f ± %.3f", at.mean(), at.deviation()))
              .collect(Collectors.joining(", ")));
      out.printf(
          Locale.ROOT,
          "%-58s %7s  %s%n",
          "  semantic",
          "",
          figures(form.semantic(), (_, mean) -> mean));
    }
  }

  private static String figures(Evaluation evaluation, Figure figure) {
    return evaluation.metrics().stream()
        .map(metric ->
            "%7s"
                .formatted(
                    figure.of(
                        metric.label(),
                        String.format(
                            Locale.ROOT, "%.4f", EvaluationPage.mean(evaluation, metric)))))
        .collect(Collectors.joining("  "));
  }

  private static Map<String, Object> wire(ComparedForm form) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("name", form.name());
    wire.put("tokens", form.tokenCount());
    wire.put("semantic", EvaluationPage.wire(form.semantic()));
    wire.put("hybrid", EvaluationPage.wire(form.hybrid()));
    return wire;
  }

  @FunctionalInterface
  private interface Figure {
    String of(String metric, String mean);
  }
}
