package dev.kenning.embeddings.model;

/// The sizes of a BERT-family encoder: learnt absolute positions, post-layer normalisation, exact
/// GELU.
///
/// @param layerCount transformer layers, 1…96
/// @param headCount attention heads; divides `hiddenSize`
/// @param hiddenSize width of a token's vector, and of the embedding
/// @param intermediateSize width inside the feed-forward block
/// @param vocabularySize rows of the word embedding
/// @param positionCount rows of the position embedding: no text can be longer
/// @param layerNormEpsilon added to the variance, in 0…1
public record Architecture(
    int layerCount,
    int headCount,
    int hiddenSize,
    int intermediateSize,
    int vocabularySize,
    int positionCount,
    double layerNormEpsilon) {
  /// What BERT was trained with, and nearly every model after it.
  public static final double USUAL_LAYER_NORM_EPSILON = 1e-12;

  private static final int LARGEST_LAYER_COUNT = 96;

  public Architecture {
    requirePositive("layers", layerCount);
    requirePositive("heads", headCount);
    requirePositive("hidden size", hiddenSize);
    requirePositive("intermediate size", intermediateSize);
    requirePositive("vocabulary", vocabularySize);
    requirePositive("positions", positionCount);
    if (layerCount > LARGEST_LAYER_COUNT) {
      throw new IllegalArgumentException(
          "At most " + LARGEST_LAYER_COUNT + " layers are supported, not " + layerCount);
    }
    if (hiddenSize % headCount != 0) {
      throw new IllegalArgumentException(
          "A hidden size of " + hiddenSize + " cannot be shared by " + headCount + " heads");
    }
    if (!(layerNormEpsilon > 0 && layerNormEpsilon < 1)) {
      throw new IllegalArgumentException(
          "A layer norm epsilon lies between 0 and 1, but is " + layerNormEpsilon);
    }
  }

  public int headSize() {
    return hiddenSize / headCount;
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "A model needs at least one of " + what + ", not " + value);
    }
  }
}
