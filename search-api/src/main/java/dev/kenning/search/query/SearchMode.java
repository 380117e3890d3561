package dev.kenning.search.query;

/// Which signals rank an answer, with the word the wire uses for it.
public enum SearchMode {
  /// Meaning and words together.
  HYBRID("hybrid"),
  /// Meaning alone: the cosine of embeddings.
  SEMANTIC("semantic"),
  /// Words alone: BM25; needs no model.
  LEXICAL("lexical");

  private final String word;

  SearchMode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public boolean usesMeaning() {
    return this != LEXICAL;
  }

  public boolean usesWords() {
    return this != SEMANTIC;
  }
}
