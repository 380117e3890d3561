package dev.kenning.search.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a set of rankings is worth: the mean of each metric with its 95 % interval, and every
/// query's own score.
///
/// @param metrics those that make sense of the set, in the order of tables
/// @param estimates by metric
/// @param scores by query, in the order of the set
public record Evaluation(
    List<Metric> metrics, Map<Metric, Estimate> estimates, List<QueryScore> scores) {
  private static final long SEED = 20_250_916;

  public Evaluation {
    metrics = List.copyOf(metrics);
    estimates = Collections.unmodifiableMap(new EnumMap<>(estimates));
    scores = List.copyOf(scores);
  }

  /// @param rankings by query id, best first: 10 results a query, or as many as a graded set judges
  public static Evaluation of(JudgedSet set, Map<String, List<RankedMethod>> rankings) {
    boolean graded = set.graded();
    RankingScorer scorer = new RankingScorer(graded);
    List<QueryScore> scores =
        set.queries().stream()
            .filter(scorer::counts)
            .map(query -> scorer.score(query, rankings.getOrDefault(query.id(), List.of())))
            .toList();
    return of(Metric.of(graded), scores);
  }

  /// The same for the queries that agree in a field, by the field's value.
  public SortedMap<String, Evaluation> slicedBy(String field) {
    SortedMap<String, List<QueryScore>> slices = new TreeMap<>();
    for (QueryScore score : scores) {
      String value = score.query().fields().getOrDefault(field, "");
      slices.computeIfAbsent(value, _ -> new java.util.ArrayList<>()).add(score);
    }
    SortedMap<String, Evaluation> evaluations = new TreeMap<>();
    slices.forEach((value, slice) -> evaluations.put(value, of(metrics, slice)));
    return evaluations;
  }

  /// How much better this is than `other` in one metric: the mean of the differences query by
  /// query, with its 95 % interval. That interval is narrower than those of the two, since easy and
  /// hard queries are the same ones on both sides.
  ///
  /// @param other of the same set
  public Estimate gain(Evaluation other, Metric metric) {
    if (scores.size() != other.scores.size()) {
      throw new IllegalArgumentException("Only rankings of one set can be compared");
    }
    double[] differences = new double[scores.size()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = scores.get(i).value(metric) - other.scores.get(i).value(metric);
    }
    return Estimate.of(differences, SEED);
  }

  private static Evaluation of(List<Metric> metrics, List<QueryScore> scores) {
    Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
    for (Metric metric : metrics) {
      double[] values = scores.stream().mapToDouble(score -> score.value(metric)).toArray();
      estimates.put(metric, Estimate.of(values, SEED));
    }
    return new Evaluation(metrics, estimates, scores);
  }
}
