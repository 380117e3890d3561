package dev.kenning.indexer.method;

/// Steps over what is no code: comments, strings, characters, text blocks.
final class SourceSkips {
  private SourceSkips() {}

  /// The index after the comment or literal that begins at `at`, or `at` if none does. One that is
  /// never closed ends with its line, or with the text if it may span lines.
  static int end(String text, int at) {
    return switch (text.charAt(at)) {
      case '/' -> comment(text, at);
      case '"' -> text.startsWith("\"\"\"", at) ? textBlock(text, at) : quoted(text, at, '"');
      case '\'' -> quoted(text, at, '\'');
      default -> at;
    };
  }

  private static int comment(String text, int at) {
    if (text.startsWith("//", at)) {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      return end;
    }
    if (text.startsWith("/*", at)) {
      int close = text.indexOf("*/", at + 2);
      return close < 0 ? text.length() : close + 2;
    }
    return at;
  }

  private static int textBlock(String text, int at) {
    int i = at + 3;
    while (i < text.length() && !text.startsWith("\"\"\"", i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + 3);
  }

  private static int quoted(String text, int at, char quote) {
    int i = at + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\n' || c == '\r') {
        return i;
      }
      i += c == '\\' ? 2 : 1;
    }
    return text.length();
  }
}
