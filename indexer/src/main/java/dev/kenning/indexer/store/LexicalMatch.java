package dev.kenning.indexer.store;

import java.util.List;

/// How a method's words match an intent.
///
/// @param score BM25 summed over the fields, 0 for no match
/// @param terms the query's words that matched, as the caller wrote them
public record LexicalMatch(float score, List<String> terms) {
  public LexicalMatch {
    terms = List.copyOf(terms);
  }
}
