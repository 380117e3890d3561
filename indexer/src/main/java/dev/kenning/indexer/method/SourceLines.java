package dev.kenning.indexer.method;

import com.github.javaparser.Position;
import java.util.Arrays;

/// Where the lines of a text begin. A line ends at `\n`, `\r\n` or `\r`, as for the compiler.
/// Immutable.
final class SourceLines {
  private final String text;
  private final int[] starts;

  SourceLines(String text) {
    this.text = text;
    this.starts = starts(text);
  }

  /// The index of a place in the text.
  int offset(Position position) {
    int line = Math.clamp(position.line, 1, starts.length);
    return Math.clamp(starts[line - 1] + position.column - 1L, 0, text.length());
  }

  int lineOf(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  int count() {
    return starts.length;
  }

  /// The index of a line's first char; the text's length for the line after the last.
  int start(int line) {
    return line > starts.length ? text.length() : starts[line - 1];
  }

  /// Blanks before the line's first sign, a tab counted as four; -1 for a line without one.
  int indent(int line) {
    int indent = 0;
    for (int i = start(line); i < start(line + 1); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        return -1;
      }
      if (c != ' ' && c != '\t') {
        return indent;
      }
      indent += c == '\t' ? 4 : 1;
    }
    return -1;
  }

  /// The first sign of a line that has one, else a blank.
  char firstChar(int line) {
    for (int i = start(line); i < start(line + 1); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  /// The text from one place to another, both included, with the blanks before it on its first line
  /// and line ends as `\n`: the same method gives the same text whatever system wrote the file.
  String slice(Position from, Position to) {
    int begin = offset(from);
    while (begin > 0 && (text.charAt(begin - 1) == ' ' || text.charAt(begin - 1) == '\t')) {
      begin--;
    }
    if (begin > 0 && text.charAt(begin - 1) != '\n' && text.charAt(begin - 1) != '\r') {
      begin = offset(from); // something else stands before it on its line
    }
    int end = Math.min(text.length(), offset(to) + 1);
    String slice = text.substring(begin, Math.max(begin, end));
    return slice.indexOf('\r') < 0 ? slice : slice.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static int[] starts(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }
}
