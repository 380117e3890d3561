package dev.kenning.search.excerpt;

/// What a line takes as a part of a JSON string.
final class LineCost {
  private static final String LINE_END = "\\n";

  private LineCost() {}

  static double of(String line) {
    String written = line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    return TokenEstimate.cost(written + LINE_END);
  }
}
