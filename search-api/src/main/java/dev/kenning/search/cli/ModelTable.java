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
    printGains(ranked);
    printTokens(ranked);
    printSpeeds(speeds);
  }

  /// The last model against each other one, query by query: intervals of two means overlap even
  /// where one is better on nearly every query.
  private void printGains(List<Ranked> ranked) {
    List<Ranked> models = ranked.stream().filter(one -> one.compared().isPresent()).toList();
    if (models.stream().map(ModelTable::name).distinct().count() < 2) {
      return;
    }
    out.printf(
        "%n| set | MRR@10 of %s above that of | semantic | hybrid |%n| --- | --- | --- | --- |%n",
        name(models.getLast()));
    Map<String, List<Ranked>> bySet =
        models.stream()
            .collect(Collectors.groupingBy(Ranked::set, LinkedHashMap::new, Collectors.toList()));
    bySet.forEach((set, ofSet) -> {
      ComparedForm last = ofSet.getLast().compared().orElseThrow();
      for (Ranked other : ofSet.subList(0, ofSet.size() - 1)) {
        ComparedForm than = other.compared().orElseThrow();
        out.printf(
            "| %s | %s | %s | %s |%n",
            set,
            name(other),
            gain(last.semantic(), than.semantic()),
            gain(last.hybrid(), than.hybrid()));
      }
    });
  }

  private static String gain(Evaluation of, Evaluation than) {
    Estimate gain = of.gain(than, Metric.MRR_10);
    return "%s (%s to %s)".formatted(signed(gain.mean()), signed(gain.low()), signed(gain.high()));
  }

  private static String signed(double value) {
    return (value < 0 ? "−" : "+") + decimals(Math.abs(value));
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
