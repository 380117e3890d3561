package dev.kenning.search.fusion;

import java.util.HashMap;
import java.util.Map;

/// Every number that ranking rests on; the formula is told in [RankFusion].
///
/// @param candidatesPerSignal how many methods each signal proposes: 1 to 10,000
/// @param cosineScales by model name
/// @param otherModels the scale of a model without one of its own
/// @param lexicalHalf the BM25 sum that counts one half, before the part per word: above 0
/// @param lexicalHalfPerWord what each word of the query adds to it, since BM25 sums over words
/// @param lexicalWeight the weight of words against meaning when every word is known and one method
///   has them all: 0 to 1
/// @param knownWordPower how fast that weight falls with the share of known words: 0 for not at all
/// @param coveragePower how fast it falls with the share of words in the best covered candidate
/// @param bodyless factor for abstract, native and interface methods
/// @param constructor factor for constructors
/// @param initializer factor for initialisers
/// @param trivial factor for methods of at most `trivialStatements` statements
/// @param trivialStatements what counts as trivial
/// @param test factor for test code
/// @param deprecated factor for deprecated methods
public record FusionConfig(
    int candidatesPerSignal,
    Map<String, CosineScale> cosineScales,
    CosineScale otherModels,
    double lexicalHalf,
    double lexicalHalfPerWord,
    double lexicalWeight,
    double knownWordPower,
    double coveragePower,
    double bodyless,
    double constructor,
    double initializer,
    double trivial,
    int trivialStatements,
    double test,
    double deprecated) {
  private static final int MAX_CANDIDATES = 10_000;

  public FusionConfig {
    cosineScales = Map.copyOf(cosineScales);
    require(candidatesPerSignal >= 1 && candidatesPerSignal <= MAX_CANDIDATES, "candidates");
    require(lexicalHalf > 0 && lexicalHalfPerWord >= 0, "lexicalHalf");
    require(lexicalWeight >= 0 && lexicalWeight <= 1, "lexicalWeight");
    require(knownWordPower >= 0 && coveragePower >= 0, "powers");
    require(trivialStatements >= 0, "trivialStatements");
    requireFactor(bodyless, "bodyless");
    requireFactor(constructor, "constructor");
    requireFactor(initializer, "initializer");
    requireFactor(trivial, "trivial");
    requireFactor(test, "test");
    requireFactor(deprecated, "deprecated");
  }

  /// What the product ranks with.
  public static FusionConfig defaults() {
    return new FusionConfig(
        200,
        Map.of(
            "bge-small-en-v1.5", new CosineScale(0.40, 0.95),
            "all-MiniLM-L6-v2", CosineScale.of(0.108, 0.109),
            "e5-small-v2", CosineScale.of(0.783, 0.023)),
        new CosineScale(0.00, 1.00),
        10.0,
        0.0,
        0.35,
        1.0,
        0.5,
        0.94,
        0.94,
        0.90,
        0.96,
        1,
        0.95,
        0.97);
  }

  /// The same with another scale for a model.
  public FusionConfig withScale(String modelName, CosineScale scale) {
    Map<String, CosineScale> scales = new HashMap<>(cosineScales);
    scales.put(modelName, scale);
    return new FusionConfig(
        candidatesPerSignal,
        scales,
        otherModels,
        lexicalHalf,
        lexicalHalfPerWord,
        lexicalWeight,
        knownWordPower,
        coveragePower,
        bodyless,
        constructor,
        initializer,
        trivial,
        trivialStatements,
        test,
        deprecated);
  }

  CosineScale scaleOf(String modelName) {
    return cosineScales.getOrDefault(modelName, otherModels);
  }

  private static void requireFactor(double factor, String name) {
    require(factor > 0 && factor <= 1, name);
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw new IllegalArgumentException("Out of range: " + name);
    }
  }
}
