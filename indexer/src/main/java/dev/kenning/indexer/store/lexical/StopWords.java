package dev.kenning.indexer.store.lexical;

import java.util.Set;

/// English words that say how a sentence is built and nothing about what is wanted. They are left
/// out of methods and intents alike, so they cost nothing; a whole identifier keeps them
/// (`toString` is still found as such). Words that matter to code stay: `not`, `all`, `each`,
/// `between`, `until`.
final class StopWords {
  private static final Set<String> WORDS =
      Set.of(
          "a", "an", "the", "of", "to", "in", "on", "at", "for", "from", "with", "by", "as", "into",
          "and", "or", "if", "then", "than", "so", "such", "but", "is", "are", "was", "were", "be",
          "been", "being", "am", "do", "does", "did", "done", "has", "have", "had", "having",
          "will", "would", "shall", "should", "can", "could", "may", "might", "must", "it", "its",
          "itself", "this", "that", "these", "those", "there", "here", "which", "what", "who",
          "whose", "whom", "how", "when", "where", "why", "while", "i", "me", "my", "we", "us",
          "our", "you", "your", "he", "she", "they", "them", "their", "s", "t", "don", "doesn", "e",
          "g", "eg", "ie", "also", "please", "some", "any", "via", "per", "about", "up", "out");

  private StopWords() {}

  static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
