package dev.kenning.search.trial;

import dev.kenning.indexer.testing.IndexComparison;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a [SurvivalTrial] saw.
///
/// @param seed of its random choices
/// @param kills by where they were aimed at
/// @param killsInsideCommit kills that left a commit begun and not ended
/// @param counts what was done meanwhile, by name
/// @param readyMedian from the start of a killed server's successor to its answering
/// @param readyLongest the longest of these
/// @param comparison of the index at the end with one built cleanly from the same files; empty if
///   the trial did not get that far
/// @param broken promises that were not kept, each as a sentence
/// @param elapsed in all
public record SurvivalReport(
    long seed,
    Map<String, Integer> kills,
    int killsInsideCommit,
    Map<String, Long> counts,
    Duration readyMedian,
    Duration readyLongest,
    Optional<IndexComparison> comparison,
    List<String> broken,
    Duration elapsed) {
  public SurvivalReport {
    kills = Collections.unmodifiableMap(new TreeMap<>(kills));
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    broken = List.copyOf(broken);
  }

  /// Whether every promise was kept, up to the comparison at the end.
  public boolean survived() {
    return broken.isEmpty() && comparison.map(IndexComparison::isEqual).orElse(false);
  }

  public int killCount() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }
}
