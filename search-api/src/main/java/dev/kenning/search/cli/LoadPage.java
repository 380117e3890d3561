package dev.kenning.search.cli;

import dev.kenning.search.answer.WireFormat;
import dev.kenning.search.load.LoadReport;
import dev.kenning.search.trial.Figure;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a benchmark of load saw, as lines or as JSON.
final class LoadPage {
  private final PrintStream out;
  private final boolean json;

  LoadPage(Terminal terminal, boolean json) {
    this.out = terminal.out();
    this.json = json;
  }

  void print(LoadReport report) {
    if (json) {
      out.println(WireFormat.text(wire(report)));
      return;
    }
    out.println(LoadReport.heading());
    report.steps().forEach(out::println);
    out.println();
    report.figures().forEach(out::println);
    out.println();
    report.faults().forEach(fault -> out.println("VOID: " + fault));
    if (report.isValid()) {
      out.println(report.isMet() ? "All goals are met." : "Some goals are missed.");
    }
  }

  private static Map<String, Object> wire(LoadReport report) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("valid", report.isValid());
    wire.put("met", report.isMet());
    wire.put("faults", report.faults());
    wire.put("capacity_per_second", report.capacity());
    wire.put("steps", report.steps());
    Map<String, Object> figures = new LinkedHashMap<>();
    for (Figure figure : report.figures()) {
      figures.put(figure.name(), StatePage.wire(figure));
    }
    wire.put("figures", figures);
    return wire;
  }
}
