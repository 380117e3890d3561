package dev.kenning.indexer.store.lexical;

import dev.kenning.indexer.method.MethodUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Weighs the terms of a method: the weighted count `tf` of [LexicalWeights], times
/// [#UNITS_PER_COUNT], as the whole number that an index keeps.
///
/// Each part of a word counts as itself and, under a prefix of its own, as its stem; a compound
/// identifier also counts as a whole.
///
/// Keeps a memory of stems, so one is made for each file; not thread-safe.
public final class WordWeigher {
  /// What 1 occurrence of weight 1 becomes.
  public static final int UNITS_PER_COUNT = 16;

  private static final int MAX_UNITS = 1 << 14;
  // Words read of one field of one method; a generated table must not become an index of its own.
  private static final int MAX_FIELD_WORDS = 4_000;

  private final LexicalWeights weights;
  private final Stemmer stemmer;
  private final Map<String, String> stems = new HashMap<>();

  public WordWeigher(LexicalWeights weights, Stemmer stemmer) {
    this.weights = weights;
    this.stemmer = stemmer;
  }

  /// The method's terms with their weight in units, 1 or more.
  public Map<String, Integer> weigh(MethodUnit unit) {
    Map<String, Float> frequencies = new HashMap<>();
    weights.fields().forEach((field, weight) -> add(frequencies, field.text(unit), weight));
    Map<String, Integer> units = HashMap.newHashMap(frequencies.size());
    frequencies.forEach((term, frequency) -> units.put(term, inUnits(frequency)));
    return units;
  }

  private void add(Map<String, Float> frequencies, String text, LexicalWeights.FieldWeight weight) {
    List<Word> words = WordBreaker.words(text, MAX_FIELD_WORDS);
    float one = weight.frequency(1, partCount(words));
    for (Word word : words) {
      if (word.isCompound() && weights.compoundShare() > 0) {
        frequencies.merge(word.whole(), one * weights.compoundShare(), Float::sum);
      }
      for (String part : word.parts()) {
        if (!StopWords.contains(part)) {
          frequencies.merge(part, one, Float::sum);
          frequencies.merge(
              stems.computeIfAbsent(part, p -> LexicalTerm.stem(p, stemmer)), one, Float::sum);
        }
      }
    }
  }

  private static int partCount(List<Word> words) {
    int count = 0;
    for (Word word : words) {
      for (String part : word.parts()) {
        count += StopWords.contains(part) ? 0 : 1;
      }
    }
    return count;
  }

  private static int inUnits(float frequency) {
    return Math.clamp(Math.round(frequency * UNITS_PER_COUNT), 1, MAX_UNITS);
  }
}
