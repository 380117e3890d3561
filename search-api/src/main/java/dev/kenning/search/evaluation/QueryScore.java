package dev.kenning.search.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/// What one query's ranking was worth.
///
/// @param query the query
/// @param rank of the first answer, from 1, however deep; empty if none was found
/// @param values by metric
public record QueryScore(JudgedQuery query, OptionalInt rank, Map<Metric, Double> values) {
  public QueryScore {
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  double value(Metric metric) {
    return values.getOrDefault(metric, 0.0);
  }
}
