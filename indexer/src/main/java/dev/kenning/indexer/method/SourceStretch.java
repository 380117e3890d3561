package dev.kenning.indexer.method;

/// A stretch of a text.
///
/// @param from index of its first char
/// @param to index after its last
record SourceStretch(int from, int to) {

  boolean holds(int offset) {
    return from <= offset && offset < to;
  }

  /// The text with this stretch blank: every line and column after it stays where it is.
  String blankedIn(String text) {
    StringBuilder blanked = new StringBuilder(text);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        blanked.setCharAt(i, ' ');
      }
    }
    return blanked.toString();
  }
}
