package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.ModelCorruptException;
import java.util.List;

/// The tensors of a BERT encoder, found in a file by name and checked for shape. Read when asked
/// for, so that the whole model is never on the heap. For one thread at a time.
public final class BertWeights {
  private final WeightsFile file;
  private final Architecture sizes;

  public BertWeights(WeightsFile file, Architecture sizes) {
    this.file = file;
    this.sizes = sizes;
  }

  public Architecture architecture() {
    return sizes;
  }

  /// `[vocabulary, hidden]`.
  public float[] words() {
    return file.read(
        "embeddings.word_embeddings.weight", sizes.vocabularySize(), sizes.hiddenSize());
  }

  /// `[positions, hidden]`, with the vector of token type 0 added to each row: we never embed
  /// pairs, so the type is always 0.
  public float[] positions() {
    float[] positions =
        file.read(
            "embeddings.position_embeddings.weight", sizes.positionCount(), sizes.hiddenSize());
    float[] types = tokenTypes();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += types[i % sizes.hiddenSize()];
    }
    return positions;
  }

  public float[] embeddingNormWeight() {
    return vector("embeddings.LayerNorm.weight");
  }

  public float[] embeddingNormBias() {
    return vector("embeddings.LayerNorm.bias");
  }

  public Linear query(int layer) {
    return hiddenLinear(layer, "attention.self.query");
  }

  public Linear key(int layer) {
    return hiddenLinear(layer, "attention.self.key");
  }

  public Linear value(int layer) {
    return hiddenLinear(layer, "attention.self.value");
  }

  public Linear attentionOutput(int layer) {
    return hiddenLinear(layer, "attention.output.dense");
  }

  public float[] attentionNormWeight(int layer) {
    return vector(prefix(layer) + "attention.output.LayerNorm.weight");
  }

  public float[] attentionNormBias(int layer) {
    return vector(prefix(layer) + "attention.output.LayerNorm.bias");
  }

  public Linear intermediate(int layer) {
    return linear(
        prefix(layer) + "intermediate.dense", sizes.hiddenSize(), sizes.intermediateSize());
  }

  public Linear output(int layer) {
    return linear(prefix(layer) + "output.dense", sizes.intermediateSize(), sizes.hiddenSize());
  }

  public float[] outputNormWeight(int layer) {
    return vector(prefix(layer) + "output.LayerNorm.weight");
  }

  public float[] outputNormBias(int layer) {
    return vector(prefix(layer) + "output.LayerNorm.bias");
  }

  private float[] tokenTypes() {
    String name = "embeddings.token_type_embeddings.weight";
    List<Long> shape = file.shape(name);
    if (shape.size() != 2 || shape.getFirst() < 1) {
      throw new ModelCorruptException(
          file.path().toString(), name + " with at least one row", "shape " + shape);
    }
    return file.read(name, shape.getFirst(), sizes.hiddenSize());
  }

  private static String prefix(int layer) {
    return "encoder.layer." + layer + ".";
  }

  private Linear hiddenLinear(int layer, String name) {
    return linear(prefix(layer) + name, sizes.hiddenSize(), sizes.hiddenSize());
  }

  private Linear linear(String name, int inputCount, int outputCount) {
    return new Linear(
        inputCount,
        file.read(name + ".weight", outputCount, inputCount),
        file.read(name + ".bias", outputCount));
  }

  private float[] vector(String name) {
    return file.read(name, sizes.hiddenSize());
  }
}
