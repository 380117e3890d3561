package dev.kenning.indexer.store.lexical;

/// One term to look for.
///
/// @param text as indexed
/// @param boost what its score is multiplied by
public record LexicalTerm(String text, float boost) {
  // No word begins with it, so stems and words never meet.
  private static final String STEM_PREFIX = "~";
  private static final int SHORTEST_STEMMED = 3;

  static String stem(String word, Stemmer stemmer) {
    boolean plain = word.length() >= SHORTEST_STEMMED && Character.isLetter(word.charAt(0));
    return STEM_PREFIX + (plain ? stemmer.stem(word) : word);
  }
}
