package dev.kenning.embeddings.training;

import java.util.LinkedHashMap;
import java.util.Map;

/// Adam with decoupled weight decay (Loshchilov & Hutter, 2019, "Decoupled Weight Decay
/// Regularization"), over tensors kept on the heap by name:
///
/// `m = β1 m + (1-β1) g`, `v = β2 v + (1-β2) g²`, `w -= rate (m̂ / (√v̂ + ε) + decay w)`, where m̂
/// and v̂ are corrected for having begun at zero. Biases and norms do not decay. Gradients are cut
/// to [#LARGEST_NORM] over all tensors together before.
///
/// For one thread. Arrays are shared with whoever gave them, since they are large.
final class AdamW {
  static final double LARGEST_NORM = 1.0;
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double weightDecay;
  private final Map<String, float[]> first = new LinkedHashMap<>();
  private final Map<String, float[]> second = new LinkedHashMap<>();
  private long stepCount;

  /// @param weights what will be optimised; only names and sizes are read here
  AdamW(double weightDecay, Map<String, float[]> weights) {
    this.weightDecay = weightDecay;
    weights.forEach((name, values) -> {
      first.put(name, new float[values.length]);
      second.put(name, new float[values.length]);
    });
  }

  /// Changes `weights` in place.
  ///
  /// @param gradients by the names of the weights
  /// @return the norm of all gradients, before they were cut
  double step(Map<String, float[]> weights, Map<String, float[]> gradients, double rate) {
    double norm = norm(gradients);
    double scale = norm > LARGEST_NORM ? LARGEST_NORM / norm : 1;
    stepCount++;
    double firstBias = 1 - Math.pow(FIRST_DECAY, (double) stepCount);
    double secondBias = 1 - Math.pow(SECOND_DECAY, (double) stepCount);
    for (Map.Entry<String, float[]> weight : weights.entrySet()) {
      String name = weight.getKey();
      double decay = decays(name) ? weightDecay : 0;
      update(
          weight.getValue(),
          require(gradients, name),
          require(first, name),
          require(second, name),
          new Factors(scale, rate, decay, firstBias, secondBias));
    }
    return norm;
  }

  private record Factors(
      double scale, double rate, double decay, double firstBias, double secondBias) {}

  private static void update(
      float[] values, float[] gradient, float[] m, float[] v, Factors factors) {
    for (int i = 0; i < values.length; i++) {
      double g = gradient[i] * factors.scale();
      double mean = FIRST_DECAY * m[i] + (1 - FIRST_DECAY) * g;
      double square = SECOND_DECAY * v[i] + (1 - SECOND_DECAY) * g * g;
      m[i] = (float) mean;
      v[i] = (float) square;
      double move =
          (mean / factors.firstBias()) / (Math.sqrt(square / factors.secondBias()) + EPSILON);
      values[i] -= (float) (factors.rate() * (move + factors.decay() * values[i]));
    }
  }

  private static boolean decays(String name) {
    return !name.endsWith("_bias") && !name.contains("norm");
  }

  private static double norm(Map<String, float[]> gradients) {
    double sum = 0;
    for (float[] gradient : gradients.values()) {
      for (float g : gradient) {
        sum += (double) g * g;
      }
    }
    return Math.sqrt(sum);
  }

  long stepCount() {
    return stepCount;
  }

  Map<String, float[]> firstMoments() {
    return first;
  }

  Map<String, float[]> secondMoments() {
    return second;
  }

  /// Goes on from a checkpoint.
  void restore(long steps, Map<String, float[]> firstMoments, Map<String, float[]> secondMoments) {
    first.replaceAll((name, _) -> require(firstMoments, name));
    second.replaceAll((name, _) -> require(secondMoments, name));
    stepCount = steps;
  }

  private static float[] require(Map<String, float[]> tensors, String name) {
    float[] tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("There is no tensor " + name);
    }
    return tensor;
  }
}
