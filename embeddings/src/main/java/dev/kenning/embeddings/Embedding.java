package dev.kenning.embeddings;

import java.util.Arrays;

/// A point on the unit sphere that stands for a text: [#dimensionCount()] 32-bit floats with an L2
/// norm of 1 (within 1e-3), all finite. Immutable, so safe to share between threads.
public final class Embedding {
  private static final double NORM_TOLERANCE = 1e-3;

  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /// Copies `values`.
  ///
  /// @throws IllegalArgumentException if a value is not finite or the norm is not 1
  public static Embedding of(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    if (!(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "An embedding needs finite values of norm 1, but the norm is " + Math.sqrt(squares));
    }
    return new Embedding(values.clone());
  }

  /// Scales a finite, non-zero vector to norm 1.
  public static Embedding normalised(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    float[] scaled = new float[values.length];
    double norm = Math.sqrt(squares);
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (float) (values[i] / norm);
    }
    return of(scaled);
  }

  public int dimensionCount() {
    return values.length;
  }

  /// A copy of the values, for stores and natives that need an array.
  public float[] toArray() {
    return values.clone();
  }

  /// The cosine of the angle to `other`, in −1…1.
  ///
  /// @throws IllegalArgumentException if the dimensions differ
  public float cosine(Embedding other) {
    if (values.length != other.values.length) {
      throw new IllegalArgumentException(
          "Cannot compare " + values.length + " with " + other.values.length + " dimensions");
    }
    double dot = 0;
    for (int i = 0; i < values.length; i++) {
      dot += (double) values[i] * other.values[i];
    }
    return (float) Math.clamp(dot, -1.0, 1.0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + values.length + " dimensions]";
  }
}
