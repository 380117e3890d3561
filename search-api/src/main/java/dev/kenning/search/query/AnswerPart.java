package dev.kenning.search.query;

/// A part of each result that a caller may ask for, with the word the wire uses for it.
public enum AnswerPart {
  /// The method's source text.
  CODE("code"),
  /// What the method does, with lines.
  FACTS("facts"),
  /// How each signal contributed to the score.
  EXPLAIN("explain"),
  /// Who calls the method, and what it calls.
  NEIGHBOURS("neighbours");

  private final String word;

  AnswerPart(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
