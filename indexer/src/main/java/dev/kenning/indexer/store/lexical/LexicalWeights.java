package dev.kenning.indexer.store.lexical;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Every number of lexical ranking. The score of a method for a term is BM25F (Robertson, Zaragoza,
/// Taylor: "Simple BM25 extension to multiple weighted fields", 2004):
///
///     tf    = Σ over fields  weight · count / (1 − lengthShare + lengthShare · length / typicalLength)
///     score = idf · tf / (tf + saturation)       idf = ln(1 + (N − n + ½) / (n + ½))
///
/// where `count` is how often the field holds the term, `length` how many words it has, `N` the
/// number of methods and `n` how many of them hold the term. The sum over fields is made when a method
/// is indexed, with the typical length as a constant, so that the index keeps one number per term and
/// method, and a query costs one list per term whatever the number of fields. Changing `fields` or
/// `compoundShare` therefore asks for a new index; the rest applies at once.
///
/// @param fields weight and length rule of each field; a field that is missing is not indexed
/// @param compoundShare weight of a whole identifier of several parts beside that of its parts
/// @param saturation `k1`: the weighted count at which a term scores half of what it can
/// @param exactBoost weight of the word as written in a query
/// @param stemBoost weight of its stem in a query
public record LexicalWeights(
    Map<LexicalField, FieldWeight> fields,
    float compoundShare,
    float saturation,
    float exactBoost,
    float stemBoost) {

  /// How one field counts.
  ///
  /// @param weight of one occurrence in a field of typical length
  /// @param lengthShare `b`: 0 counts occurrences alone, 1 divides by the length
  /// @param typicalLength words the field has in an average method that has it
  public record FieldWeight(float weight, float lengthShare, float typicalLength) {
    public FieldWeight {
      if (!(weight > 0) || !(lengthShare >= 0 && lengthShare <= 1) || !(typicalLength > 0)) {
        throw new IllegalArgumentException(
            "A field needs weight > 0, 0 <= lengthShare <= 1 and typicalLength > 0, not %s/%s/%s"
                .formatted(weight, lengthShare, typicalLength));
      }
    }

    float frequency(int count, int length) {
      return weight * count / (1 - lengthShare + lengthShare * length / typicalLength);
    }
  }

  /// What the product uses.
  public static final LexicalWeights DEFAULT =
      new LexicalWeights(
          Map.ofEntries(
              Map.entry(LexicalField.NAME, new FieldWeight(5, 0.5f, 3)),
              Map.entry(LexicalField.TYPE, new FieldWeight(2, 0.5f, 3)),
              Map.entry(LexicalField.PACKAGE, new FieldWeight(0.3f, 0.5f, 5)),
              Map.entry(LexicalField.SIGNATURE, new FieldWeight(1.5f, 0.6f, 7)),
              Map.entry(LexicalField.SUMMARY, new FieldWeight(3, 0.4f, 12)),
              Map.entry(LexicalField.DETAILS, new FieldWeight(1, 0.7f, 50)),
              Map.entry(LexicalField.TYPE_DOC, new FieldWeight(0.7f, 0.5f, 12)),
              Map.entry(LexicalField.COMMENTS, new FieldWeight(1, 0.6f, 15)),
              Map.entry(LexicalField.CALLS, new FieldWeight(1, 0.6f, 12)),
              Map.entry(LexicalField.LITERALS, new FieldWeight(0.7f, 0.6f, 6)),
              Map.entry(LexicalField.IDENTIFIERS, new FieldWeight(0.5f, 0.7f, 25))),
          0.5f,
          2.0f,
          0.4f,
          0.6f);

  public LexicalWeights {
    if (fields.isEmpty() || !(compoundShare >= 0) || !(saturation > 0)) {
      throw new IllegalArgumentException(
          "Weights need fields, compoundShare >= 0 and saturation > 0");
    }
    if (!(exactBoost >= 0) || !(stemBoost >= 0) || exactBoost + stemBoost <= 0) {
      throw new IllegalArgumentException("Boosts must be 0 or more, and one of them above 0");
    }
    fields = Collections.unmodifiableMap(new EnumMap<>(fields));
  }

  /// The same with another rule for one field.
  public LexicalWeights with(LexicalField field, FieldWeight weight) {
    Map<LexicalField, FieldWeight> changed = new EnumMap<>(fields);
    changed.put(field, weight);
    return new LexicalWeights(changed, compoundShare, saturation, exactBoost, stemBoost);
  }

  /// The same without a field.
  public LexicalWeights without(LexicalField field) {
    Map<LexicalField, FieldWeight> changed = new EnumMap<>(fields);
    changed.remove(field);
    return new LexicalWeights(changed, compoundShare, saturation, exactBoost, stemBoost);
  }
}
