package dev.kenning.indexer.method;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in words the parser knows what it does not know yet, without moving a line or a column.
///
/// JavaParser 3.28 knows no `enum` inside a body (Java 16). Written as a class without the
/// constants, its methods are found; the constants' names are missing from the words of the method
/// around it.
final class NewerSyntax {
  private static final Pattern ENUM = Pattern.compile("[ \\t]enum(?=\\s++\\w)");

  /// How far the brace may stand from the word.
  private static final int MAX_LINES_TO_BRACE = 3;

  private NewerSyntax() {}

  /// @param problems of a parse of the source: only enums where the syntax breaks are rewritten
  static String expressedInOlder(String source, List<ParseProblem> problems) {
    StringBuilder text = new StringBuilder(source);
    SourceLines lines = new SourceLines(source);
    Matcher word = ENUM.matcher(source);
    while (word.find()) {
      int line = lines.lineOf(word.start());
      boolean broken =
          problems.stream()
              .anyMatch(p -> p.line() >= line && p.line() <= line + MAX_LINES_TO_BRACE);
      int brace = source.indexOf('{', word.end());
      if (broken && brace >= 0) {
        text.replace(word.start(), word.end(), "class");
        blankConstants(text, brace + 1);
      }
    }
    return text.toString();
  }

  /// Blanks to the semicolon behind the constants, or to the enum's closing brace.
  private static void blankConstants(StringBuilder text, int from) {
    String source = text.toString();
    int depth = 0;
    int at = from;
    while (at < source.length()) {
      int next = SourceSkips.end(source, at);
      if (next > at) {
        at = next;
        continue;
      }
      char c = source.charAt(at);
      if (depth == 0 && (c == ';' || c == '}')) {
        break;
      }
      depth += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
      at++;
    }
    text.replace(from, at, new SourceStretch(from, at).blankedIn(source).substring(from, at));
  }
}
