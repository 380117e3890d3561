package dev.kenning.search.cli;

import dev.kenning.indexer.testing.IndexComparison;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.trial.SurvivalReport;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a trial of survival saw, as lines or as JSON.
final class SurvivalPage {
  private final PrintStream out;
  private final Ink ink;
  private final boolean json;

  SurvivalPage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
    this.json = json;
  }

  void print(SurvivalReport report) {
    if (json) {
      out.println(WireFormat.text(wire(report)));
    } else {
      show(report);
    }
  }

  private void show(SurvivalReport report) {
    out.printf(Locale.ROOT, "seed        %d%n", report.seed());
    out.printf(
        Locale.ROOT,
        "kills       %,d in %s: %s; %,d left a commit unfinished%n",
        report.killCount(),
        Spoken.duration(report.elapsed()),
        named(report.kills()),
        report.killsInsideCommit());
    out.printf(Locale.ROOT, "meanwhile   %s%n", named(report.counts()));
    out.printf(
        Locale.ROOT,
        "restarts    ready again after %s (median), %s (longest)%n",
        Spoken.duration(report.readyMedian()),
        Spoken.duration(report.readyLongest()));
    report
        .comparison()
        .ifPresent(comparison ->
            out.printf(
                Locale.ROOT,
                "in the end  %,d methods, %s as in a clean build; least cosine of two vectors %.7f%n",
                comparison.methodCount(),
                comparison.isEqual() ? "all" : "not all",
                comparison.leastCosine()));
    for (String sentence : losses(report)) {
      out.println(ink.warning("! ") + sentence);
    }
    out.println(report.survived() ? "everything survived" : ink.warning("NOT everything survived"));
  }

  private static String named(Map<String, ? extends Number> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach((name, count) ->
        text.append(text.isEmpty() ? "" : ", ")
            .append(String.format(Locale.ROOT, "%,d ", count.longValue()))
            .append(name.replace('_', ' ')));
    return text.toString();
  }

  private static List<String> losses(SurvivalReport report) {
    return report.broken().isEmpty()
        ? report.comparison().map(IndexComparison::differences).orElse(List.of())
        : report.broken();
  }

  private static Map<String, Object> wire(SurvivalReport report) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("survived", report.survived());
    wire.put("seed", report.seed());
    wire.put("kills", report.killCount());
    wire.put("kills_by_aim", report.kills());
    wire.put("kills_inside_commit", report.killsInsideCommit());
    wire.put("counts", report.counts());
    wire.put("ready_again_ms_p50", report.readyMedian().toMillis());
    wire.put("ready_again_ms_max", report.readyLongest().toMillis());
    report
        .comparison()
        .ifPresent(comparison -> {
          wire.put("methods", comparison.methodCount());
          wire.put("least_cosine", comparison.leastCosine());
          wire.put("differences", comparison.differenceCount());
        });
    wire.put("broken", losses(report));
    wire.put("elapsed_ms", report.elapsed().toMillis());
    return wire;
  }
}
