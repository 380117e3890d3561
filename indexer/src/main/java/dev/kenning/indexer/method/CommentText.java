package dev.kenning.indexer.method;

/// Takes the markers off comments.
final class CommentText {
  private CommentText() {}

  /// The text of one comment token, of any of the three kinds: lines kept, each without its leading
  /// asterisk, slashes and the blank after them.
  static String plain(String comment) {
    String body = comment.strip();
    if (body.startsWith("//")) {
      int start = 0;
      while (start < body.length() && body.charAt(start) == '/') {
        start++;
      }
      return withoutLeadingBlank(body.substring(start).stripTrailing());
    }
    body = body.substring(Math.min(2, body.length()), Math.max(2, body.length() - 2));
    StringBuilder text = new StringBuilder(body.length());
    body.lines()
        .map(CommentText::withoutAsterisks)
        .forEach(line -> text.append(line.stripTrailing()).append('\n'));
    return text.toString().strip();
  }

  private static String withoutAsterisks(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    int marks = at;
    while (marks < line.length() && line.charAt(marks) == '*') {
      marks++;
    }
    return marks == at ? line : withoutLeadingBlank(line.substring(marks));
  }

  private static String withoutLeadingBlank(String text) {
    return text.startsWith(" ") ? text.substring(1) : text;
  }
}
