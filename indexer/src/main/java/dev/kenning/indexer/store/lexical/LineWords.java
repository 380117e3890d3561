package dev.kenning.indexer.store.lexical;

import dev.kenning.indexer.store.lexical.LexicalQuery.QueryWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the words of an intent in lines of a file, as they were found in the index: a line has a
/// word where it has one of the terms that stand for it. Remembers stems; for one thread.
public final class LineWords {
  private static final int MAX_WORDS_OF_LINE = 1_000;

  private final Stemmer stemmer;
  private final Map<String, String> stems = new HashMap<>();
  private final Map<String, Set<String>> writtenByTerm = new HashMap<>();

  public LineWords(LexicalQuery query, Stemmer stemmer) {
    this.stemmer = stemmer;
    for (QueryWord word : query.words()) {
      for (LexicalTerm term : word.terms()) {
        writtenByTerm.computeIfAbsent(term.text(), _ -> new LinkedHashSet<>()).add(word.written());
      }
    }
  }

  /// The query's words that stand in each line, as the caller wrote them.
  public List<List<String>> of(List<String> lines) {
    return lines.stream().map(this::of).toList();
  }

  private List<String> of(String line) {
    Set<String> found = new LinkedHashSet<>();
    for (Word word : WordBreaker.words(line, MAX_WORDS_OF_LINE)) {
      if (word.isCompound()) {
        add(word.whole(), found);
      }
      for (String part : word.parts()) {
        if (!StopWords.contains(part)) {
          add(part, found);
          add(stems.computeIfAbsent(part, some -> LexicalTerm.stem(some, stemmer)), found);
        }
      }
    }
    return new ArrayList<>(found);
  }

  private void add(String term, Set<String> found) {
    Set<String> written = writtenByTerm.get(term);
    if (written != null) {
      found.addAll(written);
    }
  }
}
