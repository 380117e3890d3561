package dev.kenning.embeddings.weights;

import dev.kenning.embeddings.model.Architecture;
import dev.kenning.embeddings.model.ModelCorruptException;
import java.util.List;

/// The tensors of a BERT encoder, found in a file by name and checked for shape. Read when asked
/// for, so that the whole model is never on the heap. For one thread at a time.
public final class BertWeights {
  /// RoBERTa and its kin have one, and count their positions from two.
  private static final int TOKEN_TYPE_COUNT = 2;

  private final WeightsFile file;
  private final Architecture sizes;

  public BertWeights(WeightsFile file, Architecture sizes) {
    this.file = file;
    this.sizes = sizes;
  }

  /// The sizes that the tensors of an ONNX graph show, and the head size that it divides scores by.
  ///
  /// @throws ModelCorruptException if the graph is not a BERT encoder
  public static Architecture architectureOf(WeightsFile file) {
    List<Long> words = matrix(file, "embeddings.word_embeddings.weight");
    List<Long> positions = matrix(file, "embeddings.position_embeddings.weight");
    List<Long> types = matrix(file, "embeddings.token_type_embeddings.weight");
    if (types.getFirst() != TOKEN_TYPE_COUNT) {
      throw new ModelCorruptException(
          file.path().toString(), "the two token types of BERT", types.getFirst() + " of them");
    }
    int layerCount = 0;
    while (file.has(prefix(layerCount) + "attention.self.query.weight")) {
      layerCount++;
    }
    int hiddenSize = Math.toIntExact(words.getLast());
    try {
      return new Architecture(
          layerCount,
          hiddenSize / file.headSize(),
          hiddenSize,
          Math.toIntExact(matrix(file, prefix(0) + "intermediate.dense.weight").getFirst()),
          Math.toIntExact(words.getFirst()),
          Math.toIntExact(positions.getFirst()),
          Architecture.USUAL_LAYER_NORM_EPSILON);
    } catch (IllegalArgumentException e) {
      throw new ModelCorruptException(
          file.path().toString(), "the sizes of a BERT encoder", "" + e.getMessage(), e);
    }
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
    List<Long> shape = matrix(file, name);
    return file.read(name, shape.getFirst(), sizes.hiddenSize());
  }

  private static List<Long> matrix(WeightsFile file, String name) {
    List<Long> shape = file.shape(name);
    if (shape.size() != 2 || shape.getFirst() < 1 || shape.getLast() < 1) {
      throw new ModelCorruptException(
          file.path().toString(), name + " with rows and columns", "shape " + shape);
    }
    return shape;
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
