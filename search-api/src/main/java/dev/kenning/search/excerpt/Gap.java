package dev.kenning.search.excerpt;

/// How a gap is marked.
final class Gap {
  private Gap() {}

  static String mark(int lines) {
    return lines == 1 ? "… 1 line" : "… " + lines + " lines";
  }
}
