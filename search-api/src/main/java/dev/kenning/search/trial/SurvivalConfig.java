package dev.kenning.search.trial;

import java.nio.file.Path;
import java.time.Duration;

/// What a [SurvivalTrial] does.
///
/// @param folder an empty or missing folder that everything is made in
/// @param killCount how often a server is killed, 1 or more
/// @param seed of every random choice; the timing of a machine is not in it
/// @param writers who send changes at the same time
/// @param readers who search at the same time
/// @param filesEach files of each of the two pushed repositories and of the followed folder, at
///   most 60, so that one answer holds a repository
/// @param longestLife the longest that a server is used before it is killed
public record SurvivalConfig(
    Path folder,
    int killCount,
    long seed,
    int writers,
    int readers,
    int filesEach,
    Duration longestLife) {
  public SurvivalConfig {
    if (killCount < 1 || writers < 1 || readers < 0) {
      throw new IllegalArgumentException("A trial needs a kill and a writer at least");
    }
    if (filesEach < 1 || filesEach > 60) {
      throw new IllegalArgumentException("1 to 60 files each, not " + filesEach);
    }
  }

  /// The usual crowd.
  public static SurvivalConfig of(Path folder, int killCount, long seed) {
    return new SurvivalConfig(folder, killCount, seed, 6, 2, 24, Duration.ofMillis(1_200));
  }
}
