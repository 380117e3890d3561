package dev.kenning.indexer.passage;

/// The text that is embedded for a method, most telling words first, so that truncation costs
/// least.
public record Passage(String text) {
  public Passage {
    if (text.isBlank()) {
      throw new IllegalArgumentException("A passage needs words");
    }
  }
}
