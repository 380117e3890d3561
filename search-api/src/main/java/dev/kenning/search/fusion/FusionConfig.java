package dev.kenning.search.fusion;

import java.util.HashMap;
import java.util.Map;

/// Every number that ranking rests on; the formula is told in [RankFusion].
///
/// @param candidatesPerSignal how many methods each signal proposes: 1 to 10,000
/// @param cosineScales by model name
/// @param otherModels the scale of a model without one of its own
/// @param lexicalHalf the BM25 sum that counts one half: above 0
/// @param lexicalWeight the weight of words against meaning when every word is known: 0 to 1
/// @param knownWordPower how fast that weight falls with the share of known words: 0 for not at all
/// @param traits factors for what a method is
/// @param look how the best are looked at again
/// @param folding when two methods are one result
public record FusionConfig(
    int candidatesPerSignal,
    Map<String, CosineScale> cosineScales,
    CosineScale otherModels,
    double lexicalHalf,
    double lexicalWeight,
    double knownWordPower,
    TraitFactors traits,
    CloserLook look,
    FoldingRule folding) {
  private static final int MAX_CANDIDATES = 10_000;

  public FusionConfig {
    cosineScales = Map.copyOf(cosineScales);
    require(candidatesPerSignal >= 1 && candidatesPerSignal <= MAX_CANDIDATES, "candidates");
    require(lexicalHalf > 0, "lexicalHalf");
    require(lexicalWeight >= 0 && lexicalWeight <= 1, "lexicalWeight");
    require(knownWordPower >= 0, "knownWordPower");
  }

  /// What the product ranks with.
  public static FusionConfig defaults() {
    return new FusionConfig(
        200,
        Map.of(
            "bge-small-en-v1.5", new CosineScale(0.40, 0.95),
            "kenning-java-small", CosineScale.of(0.051, 0.104),
            "all-MiniLM-L6-v2", CosineScale.of(0.108, 0.109),
            "e5-small-v2", CosineScale.of(0.783, 0.023)),
        new CosineScale(0.00, 1.00),
        10.0,
        0.45,
        4.0,
        new TraitFactors(0.90, 0.85, 0.80, 0.96, 1, 0.95, 0.97),
        new CloserLook(50, 0.06, 0.92, 0.10),
        new FoldingRule(0.95, 0.99));
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
        lexicalWeight,
        knownWordPower,
        traits,
        look,
        folding);
  }

  /// The same with less to it.
  public FusionConfig without(Stage stage) {
    return switch (stage) {
      case WORDS -> with(0, knownWordPower, traits, look, folding);
      case KNOWN_WORDS -> with(lexicalWeight, 0, traits, look, folding);
      case KIND -> with(lexicalWeight, knownWordPower, traits.withTrivialAlone(), look, folding);
      case TRIVIAL -> with(lexicalWeight, knownWordPower, traits.withoutTrivial(), look, folding);
      case NAME -> with(lexicalWeight, knownWordPower, traits, look.withName(0), folding);
      case ANONYMOUS -> with(lexicalWeight, knownWordPower, traits, look.withAnonymous(1), folding);
      case FOLDING -> with(lexicalWeight, knownWordPower, traits, look, FoldingRule.NEVER);
    };
  }

  /// Cosines alone decide where meaning ranks alone: what a method is does not count.
  public FusionConfig withoutTraits() {
    return with(lexicalWeight, knownWordPower, TraitFactors.NONE, look, folding);
  }

  private FusionConfig with(
      double newLexicalWeight,
      double newKnownWordPower,
      TraitFactors newTraits,
      CloserLook newLook,
      FoldingRule newFolding) {
    return new FusionConfig(
        candidatesPerSignal,
        cosineScales,
        otherModels,
        lexicalHalf,
        newLexicalWeight,
        newKnownWordPower,
        newTraits,
        newLook,
        newFolding);
  }

  CosineScale scaleOf(String modelName) {
    return cosineScales.getOrDefault(modelName, otherModels);
  }

  private static void require(boolean holds, String name) {
    if (!holds) {
      throw new IllegalArgumentException("Out of range: " + name);
    }
  }
}
