package dev.kenning.embeddings.weights;

import java.util.Arrays;

/// The matrix and bias of a linear layer, `y = x · weightᵀ + bias`. Arrays are handed over, not
/// copied: they are large, and live only while a model is converted.
public final class Linear {
  private final int inputCount;
  private final float[] weight;
  private final float[] bias;

  /// @param weight row by row, one row of `inputCount` numbers per output
  /// @param bias one number per output
  public Linear(int inputCount, float[] weight, float[] bias) {
    if (weight.length != bias.length * inputCount) {
      throw new IllegalArgumentException(
          "%d inputs and %d outputs do not make %d weights"
              .formatted(inputCount, bias.length, weight.length));
    }
    this.inputCount = inputCount;
    this.weight = weight;
    this.bias = bias;
  }

  public int inputCount() {
    return inputCount;
  }

  public int outputCount() {
    return bias.length;
  }

  public float[] weight() {
    return weight;
  }

  public float[] bias() {
    return bias;
  }

  /// Outputs of this layer, then those of `other`, from the same input.
  public Linear beside(Linear other) {
    if (inputCount != other.inputCount) {
      throw new IllegalArgumentException(
          "Layers of " + inputCount + " and " + other.inputCount + " inputs share none");
    }
    return new Linear(
        inputCount, concatenated(weight, other.weight), concatenated(bias, other.bias));
  }

  private static float[] concatenated(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
