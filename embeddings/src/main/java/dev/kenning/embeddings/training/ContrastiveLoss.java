package dev.kenning.embeddings.training;

import org.jspecify.annotations.Nullable;

/// Tells each question's own passage from all others of the batch, and each passage's own question
/// from the other questions (InfoNCE in both directions; van den Oord et al., 2018, "Representation
/// Learning with Contrastive Predictive Coding").
///
/// With unit vectors `q_i` of n questions and `c_j` of m ≥ n candidates, candidate i being the
/// answer to question i, and `s_ij = q_i · c_j / temperature`:
///
/// - forward `L_f = -1/n Σ_i Σ_j t_ij log softmax_j(s_i·)`, where `t` is 1 for the answer, or, with
///   a teacher, `(1-w)` for the answer and `w` shared out as the teacher's softmax does
///   (distillation; Hinton et al., 2015);
/// - backward `L_b = -1/n Σ_i log softmax_i(s_·i)` over the n questions;
/// - `L = (L_f + L_b) / 2`.
///
/// Pairs that are excluded (another question's passage with the same text) count in no sum. Pure;
/// safe for any thread.
final class ContrastiveLoss {
  private final double temperature;

  /// @param temperature above 0; small makes the hardest candidates count most
  ContrastiveLoss(double temperature) {
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("A temperature is above 0, not " + temperature);
    }
    this.temperature = temperature;
  }

  /// What a batch costs, and which way each vector should go to cost more.
  ///
  /// @param value mean over the questions, in nats
  /// @param queryGradients `[n][dimensions]`
  /// @param candidateGradients `[m][dimensions]`
  @SuppressWarnings("ArrayRecordComponent") // handed over once, inside this package
  record Result(double value, float[][] queryGradients, float[][] candidateGradients) {}

  /// What a teacher says of the same texts.
  ///
  /// @param cosines `[n][m]`
  /// @param temperature of its softmax
  /// @param weight 0…1: how much of the target is the teacher's
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Teacher(float[][] cosines, double temperature, double weight) {}

  /// @param excluded `[n][m]`: pairs that are neither answer nor counter-example
  Result of(
      float[][] queries, float[][] candidates, boolean[][] excluded, @Nullable Teacher teacher) {
    int n = queries.length;
    int m = candidates.length;
    if (m < n || n == 0) {
      throw new IllegalArgumentException(m + " candidates do not answer " + n + " questions");
    }
    double[][] scores = scores(queries, candidates, excluded);
    double[][] slope = new double[n][m]; // of the loss by score
    double value = 0;
    for (int i = 0; i < n; i++) {
      double[] share = softmax(scores[i]);
      double[] target = target(i, m, excluded[i], teacher);
      for (int j = 0; j < m; j++) {
        if (target[j] > 0) {
          value -= target[j] * Math.log(Math.max(share[j], Double.MIN_NORMAL)) / (2 * n);
        }
        slope[i][j] += (share[j] - target[j]) / (2 * n);
      }
    }
    for (int j = 0; j < n; j++) {
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = scores[i][j];
      }
      double[] share = softmax(column);
      value -= Math.log(Math.max(share[j], Double.MIN_NORMAL)) / (2 * n);
      for (int i = 0; i < n; i++) {
        slope[i][j] += (share[i] - (i == j ? 1 : 0)) / (2 * n);
      }
    }
    return new Result(
        value, queryGradients(slope, candidates), candidateGradients(slope, queries, m));
  }

  private double[][] scores(float[][] queries, float[][] candidates, boolean[][] excluded) {
    double[][] scores = new double[queries.length][candidates.length];
    for (int i = 0; i < queries.length; i++) {
      for (int j = 0; j < candidates.length; j++) {
        scores[i][j] =
            excluded[i][j]
                ? Double.NEGATIVE_INFINITY
                : dot(queries[i], candidates[j]) / temperature;
      }
    }
    return scores;
  }

  private static double[] target(
      int answer, int count, boolean[] excluded, @Nullable Teacher teacher) {
    double[] target = new double[count];
    if (teacher != null && teacher.weight() > 0) {
      double[] said = new double[count];
      for (int j = 0; j < count; j++) {
        said[j] =
            excluded[j]
                ? Double.NEGATIVE_INFINITY
                : teacher.cosines()[answer][j] / teacher.temperature();
      }
      double[] shares = softmax(said);
      for (int j = 0; j < count; j++) {
        target[j] = teacher.weight() * shares[j];
      }
      target[answer] += 1 - teacher.weight();
    } else {
      target[answer] = 1;
    }
    return target;
  }

  private float[][] queryGradients(double[][] slope, float[][] candidates) {
    float[][] gradients = new float[slope.length][candidates[0].length];
    for (int i = 0; i < slope.length; i++) {
      for (int j = 0; j < candidates.length; j++) {
        add(gradients[i], candidates[j], slope[i][j] / temperature);
      }
    }
    return gradients;
  }

  private float[][] candidateGradients(double[][] slope, float[][] queries, int count) {
    float[][] gradients = new float[count][queries[0].length];
    for (int i = 0; i < slope.length; i++) {
      for (int j = 0; j < count; j++) {
        add(gradients[j], queries[i], slope[i][j] / temperature);
      }
    }
    return gradients;
  }

  private static void add(float[] sum, float[] vector, double factor) {
    if (factor != 0) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += (float) (factor * vector[d]);
      }
    }
  }

  /// Shares that add up to 1; a score of minus infinity gets none.
  private static double[] softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double[] shares = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < scores.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
