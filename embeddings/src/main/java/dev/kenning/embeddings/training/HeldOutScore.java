package dev.kenning.embeddings.training;

import java.util.List;
import java.util.OptionalDouble;

/// MRR@10 on examples that are not trained on: each question among the passages of all of them.
final class HeldOutScore {
  private static final int DEPTH = 10;

  private final List<TrainingExample> examples;
  private final Student student;

  HeldOutScore(List<TrainingExample> examples, Student student) {
    this.examples = List.copyOf(examples);
    this.student = student;
  }

  /// Empty without examples.
  OptionalDouble score() {
    if (examples.isEmpty()) {
      return OptionalDouble.empty();
    }
    Student.Vectors vectors =
        student.encode(
            examples.stream().map(TrainingExample::query).toList(),
            examples.stream().map(TrainingExample::passage).toList());
    double sum = 0;
    for (int i = 0; i < examples.size(); i++) {
      int rank = rank(vectors.queries()[i], vectors.candidates(), i);
      sum += rank <= DEPTH ? 1.0 / rank : 0;
    }
    return OptionalDouble.of(sum / examples.size());
  }

  private static int rank(float[] query, float[][] passages, int answer) {
    double own = dot(query, passages[answer]);
    int rank = 1;
    for (int j = 0; j < passages.length; j++) {
      if (j != answer && dot(query, passages[j]) >= own) {
        rank++;
      }
    }
    return rank;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
