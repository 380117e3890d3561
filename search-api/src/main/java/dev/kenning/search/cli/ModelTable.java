package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.comparison.ComparedForm;
import dev.kenning.search.evaluation.Estimate;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.Metric;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Models, forms and modes on sets, as a table in Markdown or as JSON.
final class ModelTable {
  private static final Estimate NONE = new Estimate(0, 0, 0);

  private final PrintStream out;
  private final boolean json;

  ModelTable(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /// What one model came to on one set.
  ///
  /// @param compared empty for words alone
  /// @param ranking of words alone, or hybrid
  record Ranked(String set, int methodCount, Optional<ComparedForm> compared, Evaluation ranking) {}

  void print(List<Ranked> ranked, List<ModelSpeed.Measured> speeds) {
    if (json) {
      Map<String, Object> wire = new LinkedHashMap<>();
      wire.put(
          "rankings",
          ranked.stream()
              .flatMap(one ->
                  rows(one).entrySet().stream().map(row -> wire(one, row.getKey(), row.getValue())))
              .toList());
      wire.put("speeds", speeds.stream().map(ModelTable::wire).toList());
      out.println(WireFormat.text(wire));
      return;
    }
    String set = "";
    for (Ranked one : ranked) {
      if (!one.set().equals(set)) {
        set = one.set();
        head(one);
      }
      rows(one)
          .forEach((mode, evaluation) ->
              out.printf(
                  "| %s | %s | %s |%n",
                  name(one),
                  mode,
                  evaluation.metrics().stream()
                      .map(metric -> figure(evaluation, metric))
                      .collect(Collectors.joining(" | "))));
    }
    printTokens(ranked);
    printSpeeds(speeds);
  }

  /// What indexing the first set costs, and where a model's cosines lie: what its scale is made of.
  private void printTokens(List<Ranked> ranked) {
    out.printf(
        "%n| model, form | tokens of all methods | cosine with an arbitrary method |%n"
            + "| --- | --- | --- |%n");
    for (Ranked one : ranked) {
      if (one.compared().isPresent() && one.set().equals(ranked.getFirst().set())) {
        out.printf(
            Locale.ROOT,
            "| %s | %,d | %s |%n",
            name(one),
            one.compared().get().tokenCount(),
            one.compared().get().cosines().stream()
                .map(at -> String.format(Locale.ROOT, "%.3f ± %.3f", at.mean(), at.deviation()))
                .collect(Collectors.joining(", ")));
      }
    }
  }

  private void head(Ranked one) {
    List<Metric> metrics = one.ranking().metrics();
    out.printf(
        Locale.ROOT,
        "%n%s: %,d intents, %,d methods%n%n",
        one.set(),
        one.ranking().scores().size(),
        one.methodCount());
    out.printf(
        "| model, form | mode | %s |%n| --- | --- |%s%n",
        metrics.stream().map(Metric::label).collect(Collectors.joining(" | ")),
        " --- |".repeat(metrics.size()));
  }

  private void printSpeeds(List<ModelSpeed.Measured> speeds) {
    if (speeds.isEmpty()) {
      return;
    }
    out.printf(
        "%n| model | methods per second | tokens per second | to %s |%n| --- | --- | --- | --- |%n",
        speeds.getFirst().model());
    speeds.forEach(speed ->
        out.printf(
            Locale.ROOT,
            "| %s | %.1f | %,.0f | %.2f |%n",
            speed.model(),
            speed.methodsPerSecond(),
            speed.tokensPerSecond(),
            speed.ratio()));
  }

  private static String name(Ranked one) {
    return one.compared().map(ComparedForm::name).orElse("words alone");
  }

  private static Map<String, Evaluation> rows(Ranked one) {
    Map<String, Evaluation> rows = new LinkedHashMap<>();
    if (one.compared().isEmpty()) {
      rows.put("lexical", one.ranking());
    } else {
      rows.put("semantic", one.compared().get().semantic());
      rows.put("hybrid", one.ranking());
    }
    return rows;
  }

  /// *.558 (.531 to .585)*
  private static String figure(Evaluation evaluation, Metric metric) {
    Estimate at = evaluation.estimates().getOrDefault(metric, NONE);
    return "%s (%s to %s)".formatted(decimals(at.mean()), decimals(at.low()), decimals(at.high()));
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.3f", value).replaceFirst("^0", "");
  }

  private static Map<String, Object> wire(Ranked one, String mode, Evaluation evaluation) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("set", one.set());
    wire.put("methods", one.methodCount());
    wire.put("name", name(one));
    wire.put("mode", mode);
    one.compared().ifPresent(compared -> wire.put("tokens", compared.tokenCount()));
    wire.put("figures", EvaluationPage.wire(evaluation));
    return wire;
  }

  private static Map<String, Object> wire(ModelSpeed.Measured speed) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("model", speed.model());
    wire.put("methods_per_second", speed.methodsPerSecond());
    wire.put("tokens_per_second", speed.tokensPerSecond());
    wire.put("ratio", speed.ratio());
    return wire;
  }
}
