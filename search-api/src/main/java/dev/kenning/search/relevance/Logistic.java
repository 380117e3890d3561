package dev.kenning.search.relevance;

import java.util.Arrays;
import java.util.List;

/// A logistic regression: `probability = 1 / (1 + exp(−(intercept + Σ weight · value)))`.
///
/// Fitted by Newton's steps on standardised values, with a ridge that keeps weights small where
/// values tell the same: minimise `−Σ log likelihood + ridge/2 · Σ weight²`. The weights that come
/// out are for values as they are.
///
/// @param intercept what no evidence says
/// @param weights one for each value
public record Logistic(double intercept, List<Double> weights) {
  private static final double RIDGE = 1;
  private static final int STEPS = 40;
  private static final double TINY = 1e-9;

  public Logistic {
    weights = List.copyOf(weights);
  }

  /// 0…1.
  public double probability(double[] values) {
    if (values.length != weights.size()) {
      throw new IllegalArgumentException(
          "Expected %d values, not %d".formatted(weights.size(), values.length));
    }
    double sum = intercept;
    for (int i = 0; i < values.length; i++) {
      sum += weights.get(i) * values[i];
    }
    return sigmoid(sum);
  }

  /// @param rows values of one kind each, at least one
  /// @param holds for each row whether it does
  public static Logistic fit(List<double[]> rows, List<Boolean> holds) {
    int width = rows.getFirst().length;
    double[] mean = new double[width];
    double[] spread = new double[width];
    for (int i = 0; i < width; i++) {
      int column = i;
      mean[i] = rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
      double variance =
          rows.stream()
              .mapToDouble(row -> (row[column] - mean[column]) * (row[column] - mean[column]))
              .average()
              .orElse(0);
      spread[i] = Math.sqrt(variance) + TINY;
    }
    double[] solution = new double[width + 1];
    for (int step = 0; step < STEPS; step++) {
      newton(rows, holds, mean, spread, solution);
    }
    double intercept = solution[0];
    Double[] weights = new Double[width];
    for (int i = 0; i < width; i++) {
      weights[i] = solution[i + 1] / spread[i];
      intercept -= weights[i] * mean[i];
    }
    return new Logistic(intercept, Arrays.asList(weights));
  }

  private static void newton(
      List<double[]> rows, List<Boolean> holds, double[] mean, double[] spread, double[] solution) {
    int size = solution.length;
    double[][] curvature = new double[size][size];
    double[] slope = new double[size];
    for (int i = 1; i < size; i++) {
      curvature[i][i] = RIDGE;
      slope[i] = -RIDGE * solution[i];
    }
    double[] z = new double[size];
    z[0] = 1;
    for (int row = 0; row < rows.size(); row++) {
      double sum = solution[0];
      for (int i = 1; i < size; i++) {
        z[i] = (rows.get(row)[i - 1] - mean[i - 1]) / spread[i - 1];
        sum += solution[i] * z[i];
      }
      double expected = sigmoid(sum);
      double weight = expected * (1 - expected) + TINY;
      double error = (holds.get(row) ? 1 : 0) - expected;
      for (int i = 0; i < size; i++) {
        slope[i] += z[i] * error;
        for (int j = 0; j < size; j++) {
          curvature[i][j] += weight * z[i] * z[j];
        }
      }
    }
    double[] change = solve(curvature, slope);
    for (int i = 0; i < size; i++) {
      solution[i] += change[i];
    }
  }

  /// By elimination; the matrix is positive definite. Both arguments are used up.
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      for (int row = i + 1; row < size; row++) {
        double factor = matrix[row][i] / matrix[i][i];
        for (int column = i; column < size; column++) {
          matrix[row][column] -= factor * matrix[i][column];
        }
        right[row] -= factor * right[i];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int column = i + 1; column < size; column++) {
        right[i] -= matrix[i][column] * right[column];
      }
      right[i] /= matrix[i][i];
    }
    return right;
  }

  private static double sigmoid(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
