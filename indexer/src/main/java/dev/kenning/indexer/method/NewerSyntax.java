package dev.kenning.indexer.method;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in words the parser knows what it does not know yet, without moving a line or a column.
///
/// JavaParser 3.28 knows no `enum` inside a body (Java 16). Written as a class without the
/// constants, its methods are found; the constants' names are missing from the words of the method
/// around it.
///
/// It takes `yield name.call();` (Java 14) for the declaration of a variable called `name`. Written
/// as `throw name.call();`, of the same length, the statement has its expression and nothing is
/// missing.
final class NewerSyntax {
  private static final Pattern ENUM = Pattern.compile("[ \\t]enum(?=\\s++\\w)");

  /// `yield` before an expression: not `yield = 1`, `yield.x`, `yield++` and other uses of the
  /// name.
  private static final Pattern YIELD =
      Pattern.compile(
          "yield\\b(?=\\s*+(?:[\\p{javaJavaIdentifierStart}\\d\"'(!~]|[-+]\\s*+[^-+=\\s]))");

  /// How far the brace may stand from the word.
  private static final int MAX_LINES_TO_BRACE = 3;

  private NewerSyntax() {}

  /// Rewrites every `yield` statement: a `throw` is as good a statement for the parser.
  static String yieldsAsThrows(String source) {
    StringBuilder text = new StringBuilder(source);
    Matcher statement = YIELD.matcher(source).useTransparentBounds(true);
    int at = 0;
    boolean beginsStatement = true;
    while (at < source.length()) {
      int next = SourceSkips.end(source, at);
      if (next == at && Character.isJavaIdentifierPart(source.charAt(at))) {
        next = wordEnd(source, at);
        if (beginsStatement && statement.region(at, source.length()).lookingAt()) {
          text.replace(at, next, "throw");
        }
        String word = source.substring(at, next);
        beginsStatement = word.equals("else") || word.equals("do");
      } else if (next == at) {
        char c = source.charAt(at);
        if (!Character.isWhitespace(c)) {
          beginsStatement = "{};:)".indexOf(c) >= 0 && !source.startsWith("::", at - 1);
        }
        next++;
      }
      at = next;
    }
    return text.toString();
  }

  private static int wordEnd(String source, int from) {
    int end = from;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    return end;
  }

  /// @param problems of a parse of the source: only enums where the syntax breaks are rewritten
  static String enumsAsClasses(String source, List<ParseProblem> problems) {
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
