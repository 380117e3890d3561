package dev.kenning.indexer.method;

/// What kind of member a unit is, with the word the wire uses for it.
public enum MethodKind {
  METHOD("method"),
  /// Constructors and compact constructors.
  CONSTRUCTOR("constructor"),
  /// Static and instance initialisers.
  INITIALIZER("initializer");

  private final String word;

  MethodKind(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
