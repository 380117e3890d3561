package dev.kenning.indexer.method;

/// Adds the braces that a piece cut out of a file lacks: those that close what it opens, and in
/// front of it those that open what it closes. Braces within comments and literals do not count.
public final class BraceBalance {
  private BraceBalance() {}

  /// The text with as many opening as closing braces, in an order that pairs them.
  public static String of(String text) {
    int open = 0;
    int missing = 0;
    int at = 0;
    while (at < text.length()) {
      int next = SourceSkips.end(text, at);
      if (next == at) {
        switch (text.charAt(at)) {
          case '{' -> open++;
          case '}' -> {
            if (open == 0) {
              missing++;
            } else {
              open--;
            }
          }
          default -> {}
        }
        next = at + 1;
      }
      at = next;
    }
    String closed = missing == 0 && open == 0 ? text : text + "\n" + "}".repeat(open);
    return "{".repeat(missing) + closed;
  }
}
