package dev.kenning.indexer.graph;

/// How sure a link between two methods is.
public enum Certainty {
  /// It is this method and no other that is indexed.
  EXACT("exact"),
  /// It is one of several: overloads that are not told apart, a method and those that override it,
  /// copies of one declaration, or types that are unknown.
  ONE_OF("one_of"),
  /// The name and number of arguments agree; on what it is called is unknown.
  BY_NAME("by_name");

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  /// As the wire has it.
  public String word() {
    return word;
  }
}
