package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.comparison.RankingAblation;
import dev.kenning.search.comparison.RankingAblation.Variant;
import dev.kenning.search.evaluation.Estimate;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.JudgedSet;
import dev.kenning.search.evaluation.Metric;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what each stage of ranking is worth.
@Command(
    name = "ranking",
    sortOptions = false,
    description = {
      "Measure what each stage of ranking is worth: judged intents are answered with all stages,"
          + " without each of them, and for callers who say where they work.",
      "Differences are told with their 95 %% intervals, query by query; times are medians without"
          + " the model's."
    },
    footer = {
      "",
      "Example:",
      "  kenning benchmark ranking --queries samples/queries.jsonl --qrels samples/qrels.jsonl"
    })
final class RankingCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private JudgedOptions judged = new JudgedOptions();

  @Mixin private FilterOptions filter = new FilterOptions();

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  RankingCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    JudgedSet set = judged.read(terminal);
    if (set.graded()) {
      throw new WrongCallException("--qrels: judgements must say 0 or 1 here.");
    }
    int count = set.queries().size() * RankingAblation.variantCount();
    List<Variant> variants;
    try (ReadableIndex index = ReadableIndex.open(data.existing(terminal), terminal, true);
        QueryProgress progress = QueryProgress.of(terminal, count, json)) {
      variants = index.ablation(filter.filter()).measure(set, progress::step);
    }
    if (json) {
      terminal
          .out()
          .println(WireFormat.text(variants.stream().map(v -> wire(v, variants)).toList()));
    } else {
      print(variants);
    }
    return ExitStatus.DONE.code;
  }

  private void print(List<Variant> variants) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-24s %7s %7s %7s %7s   %-27s %6s%n",
            "",
            "MRR@10",
            "NDCG@10",
            "R@1",
            "R@10",
            "MRR against all",
            "ms");
    for (Variant variant : variants) {
      Estimate gain = gain(variant, variants);
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-24s %7.4f %7.4f %7.4f %7.4f   %+.4f (%+.4f to %+.4f) %6.1f%n",
              variant.name(),
              mean(variant, Metric.MRR_10),
              mean(variant, Metric.NDCG_10),
              mean(variant, Metric.RECALL_1),
              mean(variant, Metric.RECALL_10),
              gain.mean(),
              gain.low(),
              gain.high(),
              variant.millis());
    }
  }

  private static Map<String, Object> wire(Variant variant, List<Variant> variants) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("name", variant.name());
    wire.put("figures", EvaluationPage.wire(variant.evaluation()));
    wire.put("mrr_against_all", gain(variant, variants));
    wire.put("median_ms", variant.millis());
    return wire;
  }

  private static Estimate gain(Variant variant, List<Variant> variants) {
    Evaluation all = variants.getFirst().evaluation();
    return variant.evaluation().gain(all, Metric.MRR_10);
  }

  private static double mean(Variant variant, Metric metric) {
    return EvaluationPage.mean(variant.evaluation(), metric);
  }
}
