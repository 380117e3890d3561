package dev.kenning.indexer.run;

import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What a scan took into the ledger.
///
/// @param repository whose files
/// @param added files that were not there before
/// @param changed files whose content is new
/// @param unchanged files that are as they were
/// @param removed files that are gone
/// @param skippedCounts places not taken, by reason
/// @param problems those among them that a person should see, at most [#MAX_PROBLEMS]
/// @param byteCount bytes read
/// @param elapsed how long it took
public record Taken(
    String repository,
    int added,
    int changed,
    int unchanged,
    int removed,
    Map<SkipReason, Integer> skippedCounts,
    List<Skipped> problems,
    long byteCount,
    Duration elapsed) {
  /// Problems beyond this many are counted and not kept.
  public static final int MAX_PROBLEMS = 1_000;

  public Taken {
    EnumMap<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);
    counts.putAll(skippedCounts);
    skippedCounts = Collections.unmodifiableMap(counts);
    problems = List.copyOf(problems);
  }

  /// Java files in the tree that are now in the ledger.
  public int fileCount() {
    return added + changed + unchanged;
  }

  /// Whether the ledger was told anything.
  public boolean isUnchanged() {
    return added + changed + removed == 0;
  }
}
