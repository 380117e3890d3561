package dev.kenning.search.cli;

import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.answer.CallAnswer.CalledMethods;
import dev.kenning.search.answer.CallAnswer.CallingMethod;
import dev.kenning.search.answer.CallAnswer.OutsideMethod;
import dev.kenning.search.answer.NamedMethod;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/// Calls as people read them: a line each, indented by how far they are, with the lines of the
/// calls.
final class CallsPage {
  /// Targets shown of a call that may reach one of several.
  private static final int SHOWN_TARGETS = 6;

  private final PrintStream out;
  private final Ink ink;

  CallsPage(Terminal terminal) {
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
  }

  void print(CallAnswer answer) {
    out.println(
        ink.strong(AnswerPage.cut(answer.method().symbol())) + "  " + place(answer.method()));
    if (!answer.overrides().isEmpty()) {
      out.println(ink.faint("  overrides " + String.join(", ", answer.overrides())));
    }
    for (NamedMethod below : answer.overriddenBy()) {
      out.println(ink.faint("  overridden by " + below.symbol()));
    }
    answer.callers().ifPresent(callers -> callers.forEach(this::caller));
    answer.callees().ifPresent(callees -> callees.forEach(this::call));
    answer.outside().ifPresent(this::outside);
    answer
        .through()
        .filter(through -> !through.isEmpty())
        .ifPresent(through ->
            out.println(
                ink.faint(
                    "  may be called through %s as well, whose callers are not followed"
                        .formatted(String.join(", ", through)))));
    answer.incomplete().forEach(why -> out.println(ink.warning("  Incomplete: " + why)));
    out.println(ink.faint(footer(answer)));
  }

  private void caller(CallingMethod caller) {
    out.printf(
        "%s%s  %s%s%s%n",
        "  ".repeat(caller.depth()),
        AnswerPage.cut(caller.method().symbol()),
        place(caller.method()),
        ink.faint("  calls in " + lines(caller.lines())),
        remark(caller.certainty(), caller.candidates()));
  }

  private void call(CalledMethods call) {
    List<NamedMethod> targets = call.targets();
    out.printf(
        "%s%s  %s%s%s%n",
        "  ".repeat(call.depth()),
        AnswerPage.cut(targets.getFirst().symbol()),
        place(targets.getFirst()),
        ink.faint("  called in " + lines(call.lines())),
        remark(call.certainty(), targets.size() + call.more()));
    targets.stream()
        .skip(1)
        .limit(SHOWN_TARGETS - 1)
        .forEach(target ->
            out.printf(
                "%sor %s  %s%n",
                "  ".repeat(call.depth() + 1), AnswerPage.cut(target.symbol()), place(target)));
    int more = targets.size() + call.more() - SHOWN_TARGETS;
    if (more > 0) {
      out.println(ink.faint("  ".repeat(call.depth() + 1) + "or one of " + more + " more"));
    }
  }

  private void outside(List<OutsideMethod> outside) {
    if (!outside.isEmpty()) {
      String names =
          outside.stream()
              .map(call -> call.resolved() ? call.name() : call.name() + "?")
              .collect(Collectors.joining(", "));
      out.println(ink.faint("  not indexed: " + AnswerPage.cut(names)));
    }
  }

  private String remark(String certainty, int candidates) {
    return switch (certainty) {
      case "exact" -> "";
      case "by_name" -> ink.faint(", by its name alone");
      default -> ink.faint(candidates < 2 ? ", perhaps" : ", or one of %d".formatted(candidates));
    };
  }

  private String place(NamedMethod method) {
    return ink.place(
        "%s/%s:%d-%d"
            .formatted(method.repository(), method.path(), method.startLine(), method.endLine()));
  }

  private static String lines(List<Integer> lines) {
    return (lines.size() == 1 ? "line " : "lines ")
        + lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String footer(CallAnswer answer) {
    String next =
        answer.nextOffset().map(offset -> "; the next page: --offset " + offset).orElse("");
    return Spoken.count(answer.total(), "call", "calls") + next;
  }
}
