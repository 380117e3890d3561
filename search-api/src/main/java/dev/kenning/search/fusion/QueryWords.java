package dev.kenning.search.fusion;

import dev.kenning.indexer.store.lexical.LexicalQuery;
import dev.kenning.indexer.store.lexical.LexicalWeights;

/// What the fusion must know of a query's words.
///
/// @param count distinct words that tell something: words of grammar are left out
/// @param knownShare what share of the words the index knows, weighted by rarity: 0…1
public record QueryWords(int count, double knownShare) {
  /// Counts the words of `query` as the store breaks it into words.
  public static QueryWords of(String query, double knownShare) {
    int count = LexicalQuery.of(query, LexicalWeights.DEFAULT, word -> word).words().size();
    return new QueryWords(count, knownShare);
  }
}
