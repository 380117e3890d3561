package dev.kenning.indexer.method;

import java.util.ArrayList;
import java.util.List;

/// Saves what can be saved of a file that does not parse: blanks the member in which the syntax
/// breaks and parses again, until the file parses or nothing helps.
///
/// Where it breaks is known, but not which member is to blame, so a few suspects are tried: the
/// member by its braces, then by its indentation ([IndentedStretches]). The one that brings back
/// most methods, or moves the first break furthest on, is blanked for good; both aims are followed
/// to the end, and the outcome with more methods is taken. The number of parses is bounded.
/// Blanking keeps every line and column, so spans and code are taken from the true text.
final class BrokenSource {
  private static final int MAX_PARSES = 32;

  /// Some seconds' worth; a count of chars rather than of time, so that the outcome is the same on
  /// every machine.
  private static final int MAX_PARSED_CHARS = 4_000_000;

  /// What a step should bring. The parser mends some breaks inside bodies by itself, swallowing
  /// what follows, and gives up at others: neither aim is right for all files.
  private enum Aim {
    MORE_METHODS,
    LATER_BREAK
  }

  private final Aim aim;
  private final List<ParseProblem> problems = new ArrayList<>();
  private SourceParse best;
  private String text;
  private int parsesLeft;

  private BrokenSource(String source, SourceParse first, Aim aim) {
    this.aim = aim;
    this.text = source;
    this.best = first;
    this.parsesLeft = Math.min(MAX_PARSES, MAX_PARSED_CHARS / Math.max(1, source.length()));
  }

  /// @param first what came of the source as it stands, with problems
  static SourceParse repaired(String source, SourceParse first) {
    SourceParse best = first;
    for (Aim aim : Aim.values()) {
      BrokenSource broken = new BrokenSource(source, first, aim);
      broken.repair();
      if (broken.best.memberCount() > best.memberCount()) {
        best = broken.best.withProblems(broken.problems);
      }
    }
    return best;
  }

  private void repair() {
    while (!best.problems().isEmpty() && parsesLeft > 0) {
      ParseProblem problem = best.problems().getFirst();
      SourceOutline outline = SourceOutline.of(text);
      List<SourceStretch> suspects = suspects(problem, outline);
      // a type with all its members is given up only if giving up less does not help
      if (!blankBest(suspects.stream().filter(s -> !outline.isType(s)).toList())
          && !blankBest(suspects.stream().filter(outline::isType).toList())) {
        break;
      }
      problems.add(problem);
    }
    problems.addAll(best.problems());
  }

  /// Blanks the suspect that brings most; false if none brings anything.
  private boolean blankBest(List<SourceStretch> suspects) {
    Attempt chosen = new Attempt(text, best);
    boolean improved = false;
    for (SourceStretch suspect : suspects) {
      if (parsesLeft-- <= 0) {
        break;
      }
      String blanked = suspect.blankedIn(text);
      Attempt attempt = new Attempt(blanked, SourceParse.once(blanked));
      if (attempt.isBetterThan(chosen, aim)) {
        chosen = attempt;
        improved = true;
      }
    }
    text = chosen.text();
    best = chosen.parse();
    return improved;
  }

  private record Attempt(String text, SourceParse parse) {
    boolean isBetterThan(Attempt other, Aim aim) {
      int count = parse.memberCount();
      int otherCount = other.parse.memberCount();
      int first = parse.firstBreak();
      int otherFirst = other.parse.firstBreak();
      if (count == 0 && parse.problems().isEmpty()) {
        return false; // everything is blank
      }
      return switch (aim) {
        case MORE_METHODS -> count > otherCount || (count == otherCount && first > otherFirst);
        case LATER_BREAK ->
            first > otherFirst
                || (parse.problems().isEmpty()
                    && other.parse.problems().isEmpty()
                    && count > otherCount);
      };
    }
  }

  private List<SourceStretch> suspects(ParseProblem problem, SourceOutline outline) {
    List<SourceStretch> members = outline.members();
    if (problem.line() == 0) {
      return members.subList(0, Math.min(members.size(), MAX_PARSES)); // it says nothing: try each
    }
    SourceLines lines = new SourceLines(text);
    int from = lines.start(problem.line());
    int to = lines.start(problem.line() + 1);
    List<SourceStretch> suspects = new ArrayList<>();
    outline.unclosedComment().ifPresent(suspects::add);
    for (SourceStretch member : members) {
      if (member.from() < to && member.to() > from && suspects.size() < 3) {
        suspects.add(member);
      }
    }
    suspects.addAll(new IndentedStretches(lines).around(problem.line()));
    return suspects.stream().distinct().toList();
  }
}
