package dev.kenning.indexer.method;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Which lines of a method belong together, so that some can be shown without the others: the
/// statements of a text as a tree, told by braces, parentheses and semicolons alone, so that it can
/// be told of text that does not compile. Comments and literals are stepped over.
///
/// A statement without braces that span lines is one unit. One with such braces is a unit of the
/// lines that frame them (`if (x) {`, `} else {`, `}`), and what stands between them are units of
/// their own, inside it: a unit can be read where all units around it are shown. Every line belongs
/// to exactly one unit.
///
/// @param lines of the text, without their ends
/// @param units in the order of their first lines, so that a unit follows those around it
public record StatementOutline(List<String> lines, List<Unit> units) {
  private static final Pattern GOES_ON =
      Pattern.compile(
          "\\s*+(?:(?:else|catch|finally)\\b|[.:?&|=<>*%^,;)]|/(?![/*])|\\+(?!\\+)|-(?!-)).*+",
          Pattern.DOTALL);

  public StatementOutline {
    lines = List.copyOf(lines);
    units = List.copyOf(units);
  }

  /// Lines that are shown or left out together.
  ///
  /// @param lines their numbers from 0, ascending
  /// @param around the number of the innermost unit around it, or −1
  /// @param comment whether these are comments and blank lines alone
  public record Unit(List<Integer> lines, int around, boolean comment) {
    public Unit {
      lines = List.copyOf(lines);
    }
  }

  /// @param text of a method, or any piece of Java
  public static StatementOutline of(String text) {
    List<Line> scanned = new Scan(text).lines();
    List<Unit> units = new ArrayList<>();
    collect(scanned, 0, scanned.size(), -1, units);
    return new StatementOutline(scanned.stream().map(Line::text).toList(), units);
  }

  /// Adds the units of the lines `from` to `to`, which stand inside unit `around`.
  private static void collect(List<Line> lines, int from, int to, int around, List<Unit> units) {
    int depth = lines.subList(from, to).stream().mapToInt(Line::depth).min().orElse(0);
    int line = from;
    while (line < to) {
      int end = line + 1;
      if (lines.get(line).comment()) {
        while (end < to && lines.get(end).comment()) {
          end++;
        }
        units.add(new Unit(numbers(line, end), around, true));
      } else {
        while (end < to && !endsBefore(lines, end, to, depth)) {
          end++;
        }
        addStatement(lines, line, end, depth, around, units);
      }
      line = end;
    }
  }

  private static boolean endsBefore(List<Line> lines, int line, int to, int depth) {
    Line next = lines.get(line);
    if (next.depth() > depth || !next.begins()) {
      return false;
    }
    int code = line; // a comment may stand between `}` and `else`
    while (code < to && lines.get(code).comment()) {
      code++;
    }
    return code == to || !GOES_ON.matcher(lines.get(code).text()).matches();
  }

  private static void addStatement(
      List<Line> lines, int from, int to, int depth, int around, List<Unit> units) {
    List<Integer> frame = new ArrayList<>();
    List<int[]> inner = new ArrayList<>();
    int line = from;
    while (line < to) {
      int start = line;
      while (line < to && isInside(lines.get(line), depth)) {
        line++;
      }
      if (line > start) {
        inner.add(new int[] {start, line});
      } else {
        frame.add(line++);
      }
    }
    int unit = units.size();
    units.add(new Unit(frame, around, false));
    for (int[] stretch : inner) {
      collect(lines, stretch[0], stretch[1], unit, units);
    }
  }

  private static boolean isInside(Line line, int depth) {
    return line.depth() > depth && line.lowest() > depth;
  }

  private static List<Integer> numbers(int from, int to) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = from; i < to; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  /// @param text without its end
  /// @param depth of braces where it begins
  /// @param lowest depth within it
  /// @param begins whether a statement may begin with it
  /// @param comment whether it holds no code
  private record Line(String text, int depth, int lowest, boolean begins, boolean comment) {}

  /// Reads a text once, sign by sign.
  private static final class Scan {
    private final String text;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Brace> open = new ArrayDeque<>(List.of(new Brace(false)));
    private int lineStart;
    private int depthAtStart;
    private int lowest;
    private boolean begins = true;
    private boolean code;
    private boolean ended = true; // whether the last sign of code ends a statement
    private boolean asked; // whether a `?` stands in the statement, so that a `:` ends nothing
    private char last; // sign of code

    Scan(String text) {
      this.text = text;
    }

    List<Line> lines() {
      int at = 0;
      while (at < text.length()) {
        int next = SourceSkips.end(text, at);
        if (next > at) {
          skip(at, next);
          at = next;
        } else {
          sign(text.charAt(at), at);
          at++;
        }
      }
      if (lineStart < text.length()) {
        endLine(text.length());
      }
      return lines;
    }

    /// A comment, or a literal, which is code.
    private void skip(int from, int to) {
      boolean literal = text.charAt(from) != '/';
      for (int i = from; i < to; i++) {
        code |= literal;
        ended &= !literal;
        if (text.charAt(i) == '\n') {
          endLine(i);
        }
      }
      last = literal ? '"' : last;
    }

    private void sign(char c, int at) {
      if (c == '\n') {
        endLine(at);
      } else if (!Character.isWhitespace(c)) {
        code = true;
        asked = c == '?' || (asked && !ended);
        boolean endsList = c == '}' && isList();
        brackets(c);
        Brace inner = open.getFirst();
        ended =
            inner.parentheses == 0
                && switch (c) {
                  case ';', '{' -> true;
                  case '}' -> !endsList;
                  case ':' -> !asked;
                  case ',' -> inner.list;
                  default -> false;
                };
        last = c;
      }
    }

    private void brackets(char c) {
      switch (c) {
        case '{' -> open.push(new Brace("=],(".indexOf(last) >= 0 || (last == '{' && isList())));
        case '}' -> {
          if (open.size() > 1) {
            open.pop();
            lowest = Math.min(lowest, open.size() - 1);
          }
        }
        case '(' -> open.getFirst().parentheses++;
        case ')' -> open.getFirst().parentheses = Math.max(0, open.getFirst().parentheses - 1);
        default -> {}
      }
    }

    private boolean isList() {
      return open.getFirst().list;
    }

    private void endLine(int at) {
      int end = at > lineStart && text.charAt(at - 1) == '\r' ? at - 1 : at;
      lines.add(new Line(text.substring(lineStart, end), depthAtStart, lowest, begins, !code));
      lineStart = at + 1;
      depthAtStart = open.size() - 1;
      lowest = depthAtStart;
      begins = ended;
      code = false;
    }
  }

  /// A brace that is open, or the text itself.
  private static final class Brace {
    final boolean list; // of the elements of an array
    int parentheses;

    Brace(boolean list) {
      this.list = list;
    }
  }
}
