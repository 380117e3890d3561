package dev.kenning.indexer.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a [LedgerBenchmark] does.
///
/// @param folder an empty or missing folder on the disk that is measured
/// @param writers how many writers at a time, one measurement each
/// @param sourceBytes length of each file sent
/// @param perMeasurement how long each measurement takes
public record LedgerBenchmarkConfig(
    Path folder, List<Integer> writers, int sourceBytes, Duration perMeasurement) {
  public LedgerBenchmarkConfig {
    writers = List.copyOf(writers);
    if (writers.isEmpty() || sourceBytes < 64 || !perMeasurement.isPositive()) {
      throw new IllegalArgumentException(
          "A benchmark needs writers, 64 bytes at least and some time, not %s, %d, %s"
              .formatted(writers, sourceBytes, perMeasurement));
    }
  }

  /// 1, 8 and 64 writers, files of 18,000 bytes, five seconds each.
  public static LedgerBenchmarkConfig of(Path folder) {
    return new LedgerBenchmarkConfig(folder, List.of(1, 8, 64), 18_000, Duration.ofSeconds(5));
  }
}
