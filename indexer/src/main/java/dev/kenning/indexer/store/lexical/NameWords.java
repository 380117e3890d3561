package dev.kenning.indexer.store.lexical;

import dev.kenning.indexer.store.lexical.LexicalQuery.QueryWord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells how much of a name an intent says: BM25 asks what share of the intent a method has, this
/// asks the reverse. Words count by their stems, each once, those of grammar not at all. Remembers
/// stems; for one thread.
public final class NameWords {
  private static final int MAX_NAME_WORDS = 100;

  private final Stemmer stemmer;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, String> stems = new HashMap<>();

  public NameWords(LexicalQuery query, Stemmer stemmer) {
    this.stemmer = stemmer;
    for (QueryWord word : query.words()) {
      word.terms().forEach(term -> asked.add(term.text()));
    }
  }

  /// For each name, the share of its words that the intent has: 0…1, 0 for a name without words.
  public float[] shares(List<String> names) {
    float[] shares = new float[names.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = share(names.get(i));
    }
    return shares;
  }

  private float share(String name) {
    Set<String> words = new LinkedHashSet<>();
    for (Word word : WordBreaker.words(name, MAX_NAME_WORDS)) {
      for (String part : word.parts()) {
        if (!StopWords.contains(part)) {
          words.add(stems.computeIfAbsent(part, some -> LexicalTerm.stem(some, stemmer)));
        }
      }
    }
    long said = words.stream().filter(asked::contains).count();
    return words.isEmpty() ? 0 : (float) said / words.size();
  }
}
