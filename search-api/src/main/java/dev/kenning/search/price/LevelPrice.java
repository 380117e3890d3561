package dev.kenning.search.price;

import java.util.Map;
import java.util.TreeMap;

/// What one level of consistency cost under the writes.
///
/// @param level the level, in words
/// @param writeCount changes acknowledged meanwhile
/// @param answerCount questions answered
/// @param p50Millis half of the answers took no longer
/// @param p99Millis 99 of 100 answers took no longer
/// @param maxMillis the longest
/// @param refusals questions refused, by status
public record LevelPrice(
    String level,
    long writeCount,
    long answerCount,
    double p50Millis,
    double p99Millis,
    double maxMillis,
    Map<Integer, Long> refusals) {
  public LevelPrice {
    refusals = Map.copyOf(new TreeMap<>(refusals));
  }

  /// One line for a person.
  public String sentence() {
    return "%-22s %6d answers, p50 %7.1f ms, p99 %7.1f ms, longest %7.1f ms; refused %s; %d writes"
        .formatted(
            level,
            answerCount,
            p50Millis,
            p99Millis,
            maxMillis,
            refusals.isEmpty() ? "none" : new TreeMap<>(refusals),
            writeCount);
  }
}
