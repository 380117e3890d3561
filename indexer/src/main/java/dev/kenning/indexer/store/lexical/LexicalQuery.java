package dev.kenning.indexer.store.lexical;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an intent asks for in words: free text, without any syntax. Words that say nothing are left
/// out, repeats count once.
///
/// @param words in the order of the text
public record LexicalQuery(List<QueryWord> words) {
  /// Words read of one intent; the rest of a longer text is not looked for.
  public static final int MAX_WORDS = 1_000;

  /// One word of the caller with the terms that stand for it.
  ///
  /// @param written as the caller wrote it
  /// @param terms the whole word and its parts, exact and stemmed
  public record QueryWord(String written, List<LexicalTerm> terms) {
    public QueryWord {
      terms = List.copyOf(terms);
    }
  }

  public LexicalQuery {
    words = List.copyOf(words);
  }

  public static LexicalQuery of(String text, LexicalWeights weights, Stemmer stemmer) {
    Map<String, QueryWord> distinct = new LinkedHashMap<>();
    for (Word word : WordBreaker.words(text, MAX_WORDS)) {
      if (!distinct.containsKey(word.whole())) {
        List<LexicalTerm> terms = terms(word, weights, stemmer);
        if (!terms.isEmpty()) {
          distinct.put(word.whole(), new QueryWord(word.written(), terms));
        }
      }
    }
    return new LexicalQuery(new ArrayList<>(distinct.values()));
  }

  private static List<LexicalTerm> terms(Word word, LexicalWeights weights, Stemmer stemmer) {
    Map<String, LexicalTerm> terms = new LinkedHashMap<>();
    if (word.isCompound()) {
      put(terms, word.whole(), weights.exactBoost());
    }
    for (String part : word.parts()) {
      if (!StopWords.contains(part)) {
        put(terms, part, weights.exactBoost());
        put(terms, LexicalTerm.stem(part, stemmer), weights.stemBoost());
      }
    }
    return new ArrayList<>(terms.values());
  }

  private static void put(Map<String, LexicalTerm> terms, String text, float boost) {
    if (boost > 0) {
      terms.put(text, new LexicalTerm(text, boost));
    }
  }
}
