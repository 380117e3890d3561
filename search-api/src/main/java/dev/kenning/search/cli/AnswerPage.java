package dev.kenning.search.cli;

import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.Freshness;
import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.ShownFact;
import dev.kenning.search.answer.Sibling;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// An answer as people read it: each method with its place, signature, first line of documentation
/// and an excerpt of its code.
final class AnswerPage {
  /// Lines of code shown of one method.
  private static final int EXCERPT_LINES = 12;

  /// Characters shown of a line: generated code has lines of a megabyte.
  private static final int LINE_LENGTH = 200;

  private final PrintStream out;
  private final Ink ink;
  private final boolean withCode;
  private final boolean shortened;

  /// @param shortened whether the answer was made short, so that all of it is shown
  AnswerPage(Terminal terminal, boolean withCode, boolean shortened) {
    this.shortened = shortened;
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
    this.withCode = withCode;
  }

  /// @param methodCount how many methods there are to be found; asked only where none was
  void print(Answer answer, LongSupplier methodCount) {
    int rank = 0;
    for (MethodResult result : answer.results()) {
      print(++rank, result);
    }
    if (answer.results().isEmpty()) {
      out.println(
          methodCount.getAsLong() == 0
              ? "The index is empty: no methods were found in what was indexed."
              : "Nothing matches.");
    }
    if (answer.probablyAbsent()) {
      out.println(ink.warning("Probably nothing here does this: these are the nearest."));
    }
    for (String part : answer.degraded()) {
      out.println(ink.warning("Without " + part));
    }
    out.println(ink.faint(footer(answer)));
  }

  private void print(int rank, MethodResult result) {
    String score =
        result.score().isPresent()
            ? String.format(Locale.ROOT, "  %.3f", result.score().getAsDouble())
            : "";
    String sure =
        result.relevance().isPresent()
            ? String.format(Locale.ROOT, "  %.0f %%", 100 * result.relevance().getAsDouble())
            : "";
    out.printf(
        "%s %s%s%s%n",
        ink.strong(String.format(Locale.ROOT, "%2d.", rank)),
        ink.place(
            "%s/%s:%d-%d"
                .formatted(
                    result.repository(), result.path(), result.startLine(), result.endLine())),
        ink.faint(score + sure),
        remark(result.freshness()) + (result.seen() ? ink.faint("  (seen)") : ""));
    out.printf("    %s%n", ink.strong(cut(result.signature())));
    String doc = DocLine.first(result.doc());
    if (!doc.isEmpty()) {
      out.printf("    %s%n", ink.faint(doc));
    }
    siblings(result.siblings());
    result.facts().ifPresent(this::facts);
    result.explain().ifPresent(explained -> ExplanationLines.of(explained).forEach(this::faint));
    if (withCode) {
      result.code().ifPresent(this::excerpt);
    }
    out.println();
  }

  private void siblings(List<Sibling> siblings) {
    if (!siblings.isEmpty()) {
      String names =
          siblings.stream()
              .map(sibling -> "%s:%d".formatted(sibling.symbol(), sibling.startLine()))
              .collect(Collectors.joining("  "));
      out.printf("    %s%n", ink.faint(cut("also " + names)));
    }
  }

  private String remark(Freshness freshness) {
    return switch (freshness) {
      case VERIFIED, UNVERIFIED -> "";
      case REANCHORED -> ink.faint("  (the file has changed since; this is what it says now)");
      case STALE -> ink.warning("  (the file has changed since; the lines may be others)");
      case GONE -> ink.warning("  (the file is gone)");
    };
  }

  /// What is said in one line: the facts that tell most, without calls and fields, which the code
  /// shows.
  private void facts(List<ShownFact> facts) {
    String told =
        facts.stream()
            .filter(fact -> !fact.fact().matches("(?:calls|creates|reads|writes):.*"))
            .map(fact ->
                fact.fact()
                    + " "
                    + fact.lines().stream().map(String::valueOf).collect(Collectors.joining(",")))
            .collect(Collectors.joining("  "));
    if (!told.isEmpty()) {
      out.printf("    %s%n", ink.faint(cut(told)));
    }
  }

  private void faint(String line) {
    out.printf("    %s%n", ink.faint(cut(line)));
  }

  private void excerpt(String code) {
    List<String> lines = code.stripTrailing().stripIndent().lines().toList();
    int most = shortened ? lines.size() : EXCERPT_LINES;
    List<String> shown = lines.stream().limit(most).map(AnswerPage::cut).toList();
    ink.java(String.join("\n", shown)).lines().forEach(line -> out.println("      " + line));
    if (shown.size() < lines.size()) {
      out.println(
          ink.faint(
              "      … " + Spoken.count(lines.size() - shown.size(), "more line", "more lines")));
    }
  }

  /// Never between the two halves of a character.
  static String cut(String line) {
    if (line.length() <= LINE_LENGTH) {
      return line;
    }
    int end =
        Character.isHighSurrogate(line.charAt(LINE_LENGTH - 1)) ? LINE_LENGTH - 1 : LINE_LENGTH;
    return line.substring(0, end) + " …";
  }

  private static String footer(Answer answer) {
    String count = Spoken.count(answer.results().size(), "method", "methods");
    Double total = answer.timingMs().get("total");
    String time = total == null ? "" : String.format(Locale.ROOT, " in %.0f ms", total);
    String pending =
        answer.pending() == 0
            ? ""
            : ", not visible yet: "
                + Spoken.count(answer.pending(), "changed file", "changed files");
    String left =
        answer
            .fit()
            .filter(fit -> fit.leftOut() > 0)
            .map(fit -> ", %d more left out".formatted(fit.leftOut()))
            .orElse("");
    return count + left + time + pending;
  }
}
