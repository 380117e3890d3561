package dev.kenning.search.cli;

import dev.kenning.indexer.benchmark.ScaleReport;
import dev.kenning.indexer.benchmark.ScaleReport.Latencies;
import dev.kenning.indexer.benchmark.WriteCost;
import dev.kenning.search.answer.WireFormat;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a scale benchmark measured, as lines or as JSON.
final class ScalePage {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  private final PrintStream out;
  private final boolean json;

  ScalePage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.json = json;
  }

  void print(ScaleReport report) {
    if (json) {
      out.println(WireFormat.text(wire(report)));
    } else {
      report.lines().forEach(out::println);
    }
  }

  private static Map<String, Object> wire(ScaleReport report) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("methods", report.methodCount());
    wire.put("made_from", report.methods());
    wire.put("filling", wire(report.filling()));
    wire.put("updating", wire(report.updating()));
    List<Map<String, Object>> phases = report.phases().stream().map(ScalePage::wire).toList();
    wire.put("phases", phases);
    wire.put("fetch_ten_ms", wire(report.fetchTen()));
    wire.put("bytes", report.size().totalBytes());
    wire.put("bytes_by_part", report.size().bytesByPart());
    wire.put("peak_heap_bytes", report.peakHeapBytes());
    wire.put("max_heap_bytes", report.maxHeapBytes());
    wire.put("simd", report.simd());
    return wire;
  }

  private static Map<String, Object> wire(WriteCost cost) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("methods", cost.methodCount());
    wire.put("write_ms", cost.writing().toMillis());
    wire.put("merge_ms", cost.merging().toMillis());
    wire.put("processor_ms", cost.processor().toMillis());
    wire.put("methods_per_second", Math.round(cost.methodsPerSecond()));
    wire.put("peak_heap_bytes", cost.peakHeapBytes());
    return wire;
  }

  private static Map<String, Object> wire(ScaleReport.Phase phase) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("name", phase.name());
    wire.put("recall_at_10", phase.recallAt10());
    wire.put("nearest_ms", wire(phase.nearest()));
    wire.put("matching_ms", wire(phase.matching()));
    wire.put("both_ms", wire(phase.both()));
    return wire;
  }

  private static Map<String, Object> wire(Latencies times) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("p50", times.p50Nanos() / NANOS_PER_MILLISECOND);
    wire.put("p99", times.p99Nanos() / NANOS_PER_MILLISECOND);
    return wire;
  }
}
