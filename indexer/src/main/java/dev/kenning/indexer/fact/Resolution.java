package dev.kenning.indexer.fact;

/// How sure a fact is of the type it rests on.
public enum Resolution {
  /// The types are known from the file's imports and declarations, or none is needed.
  RESOLVED("resolved"),
  /// A name alone speaks for it: the type it belongs to is declared elsewhere.
  BY_NAME("by_name");

  private final String word;

  Resolution(String word) {
    this.word = word;
  }

  /// As the wire has it.
  public String word() {
    return word;
  }
}
