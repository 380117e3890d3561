package dev.kenning.search.cli;

/// The few ways a terminal can set text off; nothing at all where colours are not wanted.
///
/// @param colours whether to use them
record Ink(boolean colours) {
  String strong(String text) {
    return in("1", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  String place(String text) {
    return in("36", text);
  }

  String good(String text) {
    return in("32", text);
  }

  String warning(String text) {
    return in("33", text);
  }

  String java(String source) {
    return colours ? JavaColours.of(source) : source;
  }

  private String in(String style, String text) {
    return colours ? "\u001b[" + style + "m" + text + "\u001b[0m" : text;
  }
}
