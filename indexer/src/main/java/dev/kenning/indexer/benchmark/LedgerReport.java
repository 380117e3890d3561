package dev.kenning.indexer.benchmark;

import dev.kenning.indexer.benchmark.ScaleReport.Latencies;
import java.util.ArrayList;
import java.util.List;

/// What one [LedgerBenchmark] measured.
///
/// @param disk what the disk can do
/// @param sourceBytes length of each file sent
/// @param writing with few and many writers
/// @param reading with few and many readers
public record LedgerReport(
    DiskSync disk, int sourceBytes, List<Writing> writing, List<Reading> reading) {
  private static final double NANOS_PER_SECOND = 1e9;

  public LedgerReport {
    writing = List.copyOf(writing);
    reading = List.copyOf(reading);
  }

  /// How long the disk takes to make one page durable.
  public record DiskSync(Latencies latencies) {
    /// As often a second, one after the other, at the median.
    public double perSecond() {
      return NANOS_PER_SECOND / latencies.p50Nanos();
    }
  }

  /// @param writers that each wait for the last acknowledgement before they send again
  /// @param changesPerSecond acknowledged, durable, of all writers together
  /// @param latencies from sent to acknowledged
  public record Writing(int writers, double changesPerSecond, Latencies latencies) {}

  /// @param readers of a file's latest entry and its content
  /// @param besideWriters who write meanwhile
  /// @param readsPerSecond of all readers together
  public record Reading(
      int readers, int besideWriters, double readsPerSecond, Latencies latencies) {}

  /// The report for a person, a line each.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the disk makes one page durable in %s: %,.0f times a second at the median"
            .formatted(disk.latencies(), disk.perSecond()));
    for (Writing one : writing) {
      lines.add(
          "  %2d writers   %,8.0f changes/s acknowledged (%,d bytes each, %.2f per sync of the disk)  %s"
              .formatted(
                  one.writers(),
                  one.changesPerSecond(),
                  sourceBytes,
                  one.changesPerSecond() / disk.perSecond(),
                  one.latencies()));
    }
    for (Reading one : reading) {
      lines.add(
          "  %2d readers   %,8.0f reads/s beside %d writers  %s"
              .formatted(
                  one.readers(), one.readsPerSecond(), one.besideWriters(), one.latencies()));
    }
    return lines;
  }
}
