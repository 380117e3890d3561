package dev.kenning.search.load;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a [LoadBenchmark] does.
///
/// @param folder an empty or missing folder that everything is made in
/// @param tree a folder of real source to search in; empty for made-up one
/// @param fileCount files of the made-up source, four methods each; some times as many are indexed
///   at full speed beside searches
/// @param step how long each multiple of the capacity is offered
/// @param seed makes the same random choices again
/// @param clock says when keys are made
public record LoadConfig(
    Path folder, Optional<Path> tree, int fileCount, Duration step, long seed, Clock clock) {
  /// Multiples of the capacity in the order they are offered: the third is five times the second,
  /// and is what the limit has to settle on.
  static final List<Double> TIMES = List.of(0.5, 1.0, 5.0, 10.0, 2.0);

  public LoadConfig {
    if (fileCount < 10 || fileCount > 100_000) {
      throw new IllegalArgumentException("10 to 100,000 files, not " + fileCount);
    }
    if (step.toSeconds() < 3 || step.toSeconds() > 300) {
      throw new IllegalArgumentException("Steps take 3 to 300 seconds, not " + step.toSeconds());
    }
  }

  /// How long another server's compilers and caches are warmed before two callers ask it.
  Duration warmUp() {
    return step.multipliedBy(3).dividedBy(2);
  }

  /// What little load is, as a share of the capacity.
  double little() {
    return 0.15;
  }

  /// How long what one caller feels of another is measured, each time.
  Duration fairnessTime() {
    return step.multipliedBy(3).dividedBy(2);
  }

  /// Few requests a second need longer until their p99 says something.
  Duration littleTime() {
    return step.multipliedBy(2);
  }
}
