package dev.kenning.search.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a [StateBenchmark] does.
///
/// @param folder an empty or missing folder that everything is made in
/// @param fileCount files of the tree whose branches are switched, 4 methods each
/// @param fewFiles files of the smaller switch
/// @param phase how long each rate is measured
/// @param saves how often a file is saved and waited for
/// @param tree a folder of real source to restart on; empty for the made-up one
public record StateConfig(
    Path folder, int fileCount, int fewFiles, Duration phase, int saves, Optional<Path> tree) {
  public StateConfig {
    if (fewFiles < 1 || fileCount < fewFiles || saves < 2) {
      throw new IllegalArgumentException(
          "At least 1 file and 2 saves, and no more files in the smaller switch than in all");
    }
  }

  /// The usual numbers.
  public static StateConfig of(Path folder, int fileCount, Optional<Path> tree) {
    return new StateConfig(
        folder, fileCount, Math.min(500, fileCount), Duration.ofSeconds(6), 30, tree);
  }
}
