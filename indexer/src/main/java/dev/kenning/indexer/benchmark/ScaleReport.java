package dev.kenning.indexer.benchmark;

import dev.kenning.indexer.store.StoreSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one [ScaleBenchmark] measured.
///
/// @param methodCount methods in the store
/// @param methods where they came from
/// @param filling what writing all of them cost
/// @param updating what writing a part of them again cost
/// @param phases what searches cost and found, in the order measured
/// @param fetchTen time to fetch ten methods
/// @param size bytes on disk before the update
/// @param peakHeapBytes most heap needed while searching
/// @param maxHeapBytes what the JVM may use
/// @param simd whether vectors were compared with SIMD instructions
public record ScaleReport(
    int methodCount,
    String methods,
    WriteCost filling,
    WriteCost updating,
    List<Phase> phases,
    Latencies fetchTen,
    StoreSize size,
    long peakHeapBytes,
    long maxHeapBytes,
    boolean simd) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  public ScaleReport {
    phases = List.copyOf(phases);
  }

  /// Searches of one kind on one state of the store.
  ///
  /// @param name what was searched
  /// @param recallAt10 share of the exact ten nearest that were found, 0…1
  /// @param nearest time of the vector side
  /// @param matching time of the lexical side
  /// @param both time of one after the other
  public record Phase(
      String name, double recallAt10, Latencies nearest, Latencies matching, Latencies both) {}

  /// The report for a person, a line each.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%,d methods (%s), SIMD %s".formatted(methodCount, methods, simd ? "on" : "off"));
    lines.add("  filled: " + line(filling));
    lines.add("  then updated: " + line(updating));
    for (Phase phase : phases) {
      lines.add(
          "  %-28s recall@10 %.4f  nearest %s  matching %s  both %s"
              .formatted(
                  phase.name(),
                  phase.recallAt10(),
                  phase.nearest(),
                  phase.matching(),
                  phase.both()));
    }
    lines.add("  fetch of ten methods         " + fetchTen);
    StringBuilder parts = new StringBuilder();
    size.bytesByPart()
        .forEach((part, bytes) -> parts.append(" %s %,d".formatted(part, bytes / methodCount)));
    lines.add(
        "  bytes per method            %s, %,d in all"
            .formatted(parts, size.totalBytes() / methodCount));
    lines.add(
        "  heap needed: %.0f MB to write, %.0f MB to search, of %.0f MB"
            .formatted(
                Math.max(filling.peakHeapBytes(), updating.peakHeapBytes()) / BYTES_PER_MEGABYTE,
                peakHeapBytes / BYTES_PER_MEGABYTE,
                maxHeapBytes / BYTES_PER_MEGABYTE));
    return lines;
  }

  private static String line(WriteCost cost) {
    return "%,d methods in %.1f s, merges waited for %.1f s: %,.0f methods/s, %,.0f per s of processor"
        .formatted(
            cost.methodCount(),
            seconds(cost.writing()),
            seconds(cost.merging()),
            cost.methodsPerSecond(),
            cost.methodsPerProcessorSecond());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  /// Percentiles of a time, in nanoseconds.
  public record Latencies(long p50Nanos, long p99Nanos) {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    /// @param sorted times in ascending order, one at least
    static Latencies of(List<Long> sorted) {
      return new Latencies(at(sorted, 0.50), at(sorted, 0.99));
    }

    private static long at(List<Long> sorted, double share) {
      int place = (int) Math.ceil(share * sorted.size()) - 1;
      return sorted.get(Math.clamp(place, 0, sorted.size() - 1));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.1f/%.1f ms",
          p50Nanos / NANOS_PER_MILLISECOND,
          p99Nanos / NANOS_PER_MILLISECOND);
    }
  }
}
