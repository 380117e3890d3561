package dev.kenning.search.fusion;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What the fusion must know of a query's words.
///
/// @param count distinct words that tell something: words of grammar are left out
/// @param knownShare what share of the words the index knows, weighted by rarity: 0…1
public record QueryWords(int count, double knownShare) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");
  private static final Set<String> GRAMMAR =
      Set.of(
          "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "if", "in", "into",
          "is", "it", "its", "me", "my", "of", "on", "or", "so", "that", "the", "their", "then",
          "there", "these", "this", "to", "was", "what", "when", "where", "which", "with");

  /// Counts the words of `query`.
  public static QueryWords of(String query, double knownShare) {
    long count =
        BETWEEN_WORDS
            .splitAsStream(query.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty() && !GRAMMAR.contains(word))
            .distinct()
            .count();
    return new QueryWords((int) count, knownShare);
  }
}
