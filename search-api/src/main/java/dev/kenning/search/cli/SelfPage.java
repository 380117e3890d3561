package dev.kenning.search.cli;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.evaluation.Metric;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.selfcheck.Miss;
import dev.kenning.search.selfcheck.Miss.Reason;
import dev.kenning.search.selfcheck.SelfReport;
import dev.kenning.search.selfcheck.SelfReport.PackageFigures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a tree's questions to itself came to: figures, weak places, examples, and what to do.
final class SelfPage {
  private static final int MOST_PACKAGES = 8;
  private static final int EXAMPLES = 2;
  private static final double MUCH = 0.15;
  private static final double MOSTLY = 0.5;

  private final PrintStream out;
  private final Ink ink;

  SelfPage(Terminal terminal) {
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
  }

  void print(SelfReport report) {
    out.printf(
        Locale.ROOT,
        "%s%n",
        ink.strong(
            "%s: %,d methods, asked about themselves".formatted(report.name(), report.methods())));
    report.bySource().forEach((source, evaluation) -> figures(source.word(), evaluation));
    report.byMode().forEach((mode, evaluation) -> figures("all, " + mode.word(), evaluation));
    report
        .said()
        .ifPresent(said ->
            out.printf(
                Locale.ROOT,
                "  first results were said to be right with %.0f %% on average, and %.0f %% were%n",
                100 * said,
                100 * report.held()));
    packages(report.packages());
    misses(report);
    advice(report);
  }

  private void figures(String what, Evaluation evaluation) {
    var mrr = evaluation.estimates().get(Metric.MRR_10);
    if (mrr == null || evaluation.scores().isEmpty()) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "  %-16s %5d questions   MRR@10 %.3f (%.3f to %.3f)   first %3.0f %%   among ten %3.0f %%%n",
        what,
        evaluation.scores().size(),
        mrr.mean(),
        mrr.low(),
        mrr.high(),
        100 * EvaluationPage.mean(evaluation, Metric.RECALL_1),
        100 * EvaluationPage.mean(evaluation, Metric.RECALL_10));
  }

  private void packages(List<PackageFigures> packages) {
    if (packages.isEmpty()) {
      return;
    }
    out.printf("%n%s%n", ink.strong("Packages, weakest first"));
    for (PackageFigures one : packages.stream().limit(MOST_PACKAGES).toList()) {
      out.printf(
          Locale.ROOT,
          "  %-44s %4d questions   MRR@10 %.2f   among ten %3.0f %%   %d of %d public methods documented%n",
          one.name().isEmpty() ? "(no package)" : one.name(),
          one.questions(),
          one.mrr(),
          100 * one.found(),
          one.documented(),
          one.publicMethods());
    }
    if (packages.size() > MOST_PACKAGES) {
      out.println(ink.faint("  … %d more".formatted(packages.size() - MOST_PACKAGES)));
    }
  }

  private void misses(SelfReport report) {
    if (report.misses().isEmpty()) {
      out.printf("%nEvery answer came among the first ten.%n");
      return;
    }
    Map<Reason, List<Miss>> byReason = byReason(report);
    out.printf(
        "%n%s%n",
        ink.strong(
            "%d answers did not come among the first ten".formatted(report.misses().size())));
    byReason.forEach((reason, misses) -> {
      out.printf("  %d: %s%n", misses.size(), reason.words());
      misses.stream().limit(EXAMPLES).forEach(this::example);
    });
  }

  private static Map<Reason, List<Miss>> byReason(SelfReport report) {
    Map<Reason, List<Miss>> byReason = new EnumMap<>(Reason.class);
    for (Miss miss : report.misses()) {
      byReason.computeIfAbsent(miss.reason(), _ -> new ArrayList<>()).add(miss);
    }
    return byReason;
  }

  private void example(Miss miss) {
    MethodUnit answer = miss.question().answers().getFirst();
    out.printf(
        "     \"%s\" (%s)%n",
        AnswerPage.cut(miss.question().text()), miss.question().source().word());
    out.println(
        ink.faint(
            "       wanted %s, %s:%d, %s; first came %s"
                .formatted(
                    shortName(answer),
                    answer.file().path(),
                    answer.span().startLine(),
                    miss.rank().isPresent()
                        ? "which is number " + miss.rank().getAsInt()
                        : "which is not among fifty",
                    shortName(miss.first()))));
  }

  private static String shortName(MethodUnit unit) {
    return unit.type().substring(unit.type().lastIndexOf('.') + 1) + "." + unit.name();
  }

  private void advice(SelfReport report) {
    out.printf("%n%s%n", ink.strong("What to do"));
    List<String> advice = new ArrayList<>();
    Map<Reason, List<Miss>> byReason = byReason(report);
    int misses = Math.max(1, report.misses().size());
    if (share(byReason, Reason.OTHER_WORDS, misses) >= MUCH) {
      advice.add(
          "Say in a first sentence what a method is for: the code of those above has none of the"
              + " words people would use. Kenning reads documentation, so one sentence is enough.");
    }
    List<PackageFigures> bare =
        report.packages().stream()
            .filter(
                one -> one.publicMethods() >= 5 && one.documented() < MOSTLY * one.publicMethods())
            .limit(3)
            .toList();
    if (!bare.isEmpty()) {
      advice.add(
          "Document public methods where few are: "
              + String.join(
                  ", ",
                  bare.stream()
                      .map(one ->
                          "%s (%d without)"
                              .formatted(one.name(), one.publicMethods() - one.documented()))
                      .toList())
              + ". %d in the whole tree have none.".formatted(report.undocumented()));
    }
    if (share(byReason, Reason.NAMESAKE, misses) >= MUCH) {
      advice.add(
          "Methods of one name compete: say in the question which type is meant, or use --path and"
              + " --package.");
    }
    if (share(byReason, Reason.VAGUE, misses) >= MUCH) {
      advice.add("Ask in a sentence: questions of three words fit many methods.");
    }
    double hybrid = mrr(report, SearchMode.HYBRID);
    for (SearchMode mode : List.of(SearchMode.SEMANTIC, SearchMode.LEXICAL)) {
      if (mrr(report, mode) > hybrid + 0.02) {
        advice.add(
            "On this tree --mode %s ranks better than hybrid (%.3f, %.3f)."
                .formatted(mode.word(), mrr(report, mode), hybrid));
      }
    }
    if (report.said().isPresent() && report.said().getAsDouble() > report.held() + 0.1) {
      advice.add("Take relevance with care here: it promised more than was right.");
    }
    if (advice.isEmpty()) {
      advice.add("Nothing stands out: answers are missed here and there, for no one reason.");
    }
    advice.forEach(line -> out.println("  - " + line));
  }

  private static double share(Map<Reason, List<Miss>> byReason, Reason reason, int misses) {
    return (double) byReason.getOrDefault(reason, List.of()).size() / misses;
  }

  private static double mrr(SelfReport report, SearchMode mode) {
    Evaluation evaluation = report.byMode().get(mode);
    return evaluation == null ? 0 : EvaluationPage.mean(evaluation, Metric.MRR_10);
  }

  void json(SelfReport report) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("repository", report.name());
    wire.put("methods", report.methods());
    Map<String, Object> sources = new LinkedHashMap<>();
    report
        .bySource()
        .forEach((source, figures) -> sources.put(source.word(), EvaluationPage.wire(figures)));
    wire.put("sources", sources);
    Map<String, Object> modes = new LinkedHashMap<>();
    report
        .byMode()
        .forEach((mode, figures) -> modes.put(mode.word(), EvaluationPage.wire(figures)));
    wire.put("modes", modes);
    wire.put("packages", report.packages());
    wire.put("misses", report.misses().stream().map(SelfPage::wire).toList());
    report.said().ifPresent(said -> wire.put("relevance_said", said));
    wire.put("relevance_held", report.held());
    wire.put("undocumented_public_methods", report.undocumented());
    out.println(WireFormat.text(wire));
  }

  private static Map<String, Object> wire(Miss miss) {
    MethodUnit answer = miss.question().answers().getFirst();
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("query", miss.question().text());
    wire.put("source", miss.question().source().word());
    wire.put("answer", answer.symbol());
    wire.put("path", answer.file().path());
    wire.put("line", answer.span().startLine());
    miss.rank().ifPresent(rank -> wire.put("rank", rank));
    wire.put("first", miss.first().symbol());
    wire.put("reason", miss.reason().name().toLowerCase(Locale.ROOT));
    return wire;
  }
}
