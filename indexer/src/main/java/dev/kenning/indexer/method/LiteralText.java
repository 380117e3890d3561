package dev.kenning.indexer.method;

/// Shows a literal's text the way it would be printed: control characters become blanks.
final class LiteralText {
  private LiteralText() {}

  static String unescaped(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal;
    }
    StringBuilder text = new StringBuilder(literal.length());
    int at = 0;
    while (at < literal.length()) {
      char c = literal.charAt(at++);
      if (c != '\\' || at == literal.length()) {
        text.append(c);
        continue;
      }
      char escape = literal.charAt(at++);
      switch (escape) {
        case 'u' -> at = unicode(literal, at, text);
        case '"', '\'', '\\' -> text.append(escape);
        case '\n', '\r' -> {} // a text block's joined line
        default -> text.append(' ');
      }
    }
    return text.toString();
  }

  private static int unicode(String literal, int from, StringBuilder text) {
    int at = from;
    while (at < literal.length() && literal.charAt(at) == 'u') {
      at++;
    }
    int value = 0;
    int end = Math.min(literal.length(), at + 4);
    while (at < end && Character.digit(literal.charAt(at), 16) >= 0) {
      value = value * 16 + Character.digit(literal.charAt(at++), 16);
    }
    text.append(Character.isISOControl(value) ? ' ' : (char) value);
    return at;
  }
}
