package dev.kenning.search.comparison;

import dev.kenning.embeddings.Embedding;
import dev.kenning.search.comparison.ComparedForm.Cosines;
import dev.kenning.search.fusion.CosineScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// How near each intent lies to each method, by one model and form or by several together.
///
/// @param name what made the vectors
/// @param tokenCount tokens the models read for all passages
/// @param cosines where they lie, for each model and form
/// @param byQuery by query, then by method; on a scale where 0 is an arbitrary method
record Meanings(String name, long tokenCount, List<Cosines> cosines, List<float[]> byQuery) {
  private static final int SAMPLES_PER_QUERY = 200;

  Meanings {
    cosines = List.copyOf(cosines);
    byQuery = List.copyOf(byQuery);
  }

  /// Compares every intent with every method.
  ///
  /// @param queries their vectors
  /// @param methods their vectors
  static Meanings of(
      String name, long tokenCount, List<Embedding> queries, List<Embedding> methods, long seed) {
    Cosines cosines = cosines(queries, methods, new Random(seed));
    CosineScale scale = CosineScale.of(cosines.mean(), cosines.deviation());
    List<float[]> byQuery = new ArrayList<>();
    for (Embedding query : queries) {
      float[] row = new float[methods.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) scale.apply(query.cosine(methods.get(i)));
      }
      byQuery.add(row);
    }
    return new Meanings(name, tokenCount, List.of(cosines), byQuery);
  }

  private static Cosines cosines(List<Embedding> queries, List<Embedding> methods, Random random) {
    double sum = 0;
    double squares = 0;
    long count = 0;
    for (Embedding query : queries) {
      for (int i = 0; i < SAMPLES_PER_QUERY; i++) {
        double cosine = query.cosine(methods.get(random.nextInt(methods.size())));
        sum += cosine;
        squares += cosine * cosine;
        count++;
      }
    }
    double mean = sum / count;
    return new Cosines(mean, Math.sqrt(Math.max(0, squares / count - mean * mean)));
  }

  /// The mean of both, each on its own scale.
  static Meanings both(Meanings one, Meanings other) {
    List<float[]> byQuery = new ArrayList<>();
    for (int query = 0; query < one.byQuery.size(); query++) {
      float[] row = one.byQuery.get(query).clone();
      float[] second = other.byQuery.get(query);
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] + second[i]) / 2;
      }
      byQuery.add(row);
    }
    List<Cosines> cosines = new ArrayList<>(one.cosines);
    cosines.addAll(other.cosines);
    return new Meanings(
        one.name + " + " + other.name, one.tokenCount + other.tokenCount, cosines, byQuery);
  }
}
