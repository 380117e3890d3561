package dev.kenning.search.cli;

import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.Freshness;
import dev.kenning.search.answer.MethodResult;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// An answer as people read it: each method with its place, signature, first line of documentation
/// and an excerpt of its code.
final class AnswerPage {
  /// Lines of code shown of one method.
  private static final int EXCERPT_LINES = 12;

  private final PrintStream out;
  private final Ink ink;
  private final boolean withCode;

  AnswerPage(Terminal terminal, boolean withCode) {
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
    this.withCode = withCode;
  }

  void print(Answer answer) {
    int rank = 0;
    for (MethodResult result : answer.results()) {
      print(++rank, result);
    }
    if (answer.results().isEmpty()) {
      out.println("Nothing matches.");
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
    out.printf(
        "%s %s%s%s%n",
        ink.strong(String.format(Locale.ROOT, "%2d.", rank)),
        ink.place(
            "%s/%s:%d-%d"
                .formatted(
                    result.repository(), result.path(), result.startLine(), result.endLine())),
        ink.faint(score),
        result.freshness() == Freshness.STALE ? ink.warning("  (the file has changed since)") : "");
    out.printf("    %s%n", ink.strong(result.signature()));
    String doc = DocLine.first(result.doc());
    if (!doc.isEmpty()) {
      out.printf("    %s%n", ink.faint(doc));
    }
    if (withCode) {
      result.code().ifPresent(this::excerpt);
    }
    out.println();
  }

  private void excerpt(String code) {
    List<String> lines = code.stripTrailing().stripIndent().lines().toList();
    List<String> shown = lines.subList(0, Math.min(EXCERPT_LINES, lines.size()));
    ink.java(String.join("\n", shown)).lines().forEach(line -> out.println("      " + line));
    if (shown.size() < lines.size()) {
      out.println(ink.faint("      … %d more lines".formatted(lines.size() - shown.size())));
    }
  }

  private static String footer(Answer answer) {
    String count = answer.results().size() == 1 ? "1 method" : answer.results().size() + " methods";
    Double total = answer.timingMs().get("total");
    String time = total == null ? "" : String.format(Locale.ROOT, " in %.0f ms", total);
    String pending =
        answer.pending() == 0
            ? ""
            : ", %d changed files are not visible yet".formatted(answer.pending());
    return count + time + pending;
  }
}
