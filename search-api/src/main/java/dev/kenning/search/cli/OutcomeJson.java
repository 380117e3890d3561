package dev.kenning.search.cli;

import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.StageTime;
import dev.kenning.indexer.run.Taken;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import dev.kenning.search.answer.WireFormat;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What became of a tree, as programs read it: one JSON object a line.
final class OutcomeJson implements OutcomePrinter {
  private final PrintStream out;

  OutcomeJson(Terminal terminal) {
    this.out = terminal.out();
  }

  @Override
  public void indexed(Path root, IndexReport report) {
    print(wire(report));
  }

  @Override
  public void tried(String repository, DryRunReport report) {
    print(wire(repository, report));
  }

  @Override
  public void synced(Path root, JsonNode job) {
    print(job);
  }

  @Override
  public void refused(IndexTarget target, String reason) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("path", target.place().toString());
    wire.put("failure", reason);
    print(wire);
  }

  private void print(Object wire) {
    out.println(WireFormat.text(wire));
    out.flush();
  }

  private static Map<String, Object> wire(IndexReport report) {
    Taken taken = report.taken();
    Applied applied = report.applied();
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("repository", taken.repository());
    wire.put("complete", report.isComplete());
    wire.put("files", taken.fileCount());
    wire.put("files_added", taken.added());
    wire.put("files_changed", taken.changed());
    wire.put("files_unchanged", taken.unchanged());
    wire.put("files_removed", taken.removed());
    wire.put("methods_indexed", applied.methodCount());
    wire.put("passages_embedded", applied.embeddedCount());
    wire.put("passages_cached", applied.cachedCount());
    wire.put("passages_duplicate", applied.duplicateCount());
    wire.put("passages_truncated", applied.truncatedCount());
    wire.put("tokens", applied.tokenCount());
    wire.put("skipped", names(taken.skippedCounts()));
    wire.put("skip_problems", taken.problems().stream().map(OutcomeJson::wire).toList());
    wire.put("lost", applied.lost().stream().map(OutcomeJson::wire).toList());
    wire.put("problems", applied.problems().stream().map(OutcomeJson::wire).toList());
    wire.put("problem_count", applied.problemCount());
    wire.put("notes", applied.notes().stream().map(OutcomeJson::wire).toList());
    wire.put("stages", report.stageTimes().stream().map(OutcomeJson::wire).toList());
    wire.put("sequence", report.visible().value());
    wire.put("elapsed_ms", report.elapsed().toMillis());
    return wire;
  }

  private static Map<String, Object> wire(String repository, DryRunReport report) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("repository", repository);
    wire.put("dry_run", true);
    wire.put("files", report.fileCount());
    wire.put("methods", report.methodCount());
    wire.put("bytes", report.byteCount());
    wire.put("methods_per_second", Math.round(report.methodsPerSecond()));
    wire.put("skipped", names(report.skippedCounts()));
    wire.put("skip_problems", report.skipProblems().stream().map(OutcomeJson::wire).toList());
    wire.put("lost", report.lost().stream().map(OutcomeJson::wire).toList());
    wire.put("problems", report.problems().stream().map(OutcomeJson::wire).toList());
    wire.put("problem_count", report.problemCount());
    wire.put("notes", report.notes().stream().map(OutcomeJson::wire).toList());
    wire.put("elapsed_ms", report.elapsed().toMillis());
    return wire;
  }

  private static Map<String, Object> wire(FileNote note) {
    return Map.of("path", note.file().path(), "note", note.note());
  }

  private static Map<String, Object> wire(Skipped skipped) {
    return Map.of(
        "path", skipped.path(),
        "reason", skipped.reason().name().toLowerCase(Locale.ROOT),
        "detail", skipped.detail());
  }

  private static Map<String, Object> wire(FileProblem problem) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("path", problem.file().path());
    wire.put("stage", problem.stage());
    wire.put("line", problem.line());
    wire.put("reason", problem.reason());
    return wire;
  }

  private static Map<String, Object> wire(StageTime stage) {
    Map<String, Object> wire = new LinkedHashMap<>();
    wire.put("stage", stage.stage());
    wire.put("busy_ms", stage.busy().toMillis());
    wire.put("starved_ms", stage.starved().toMillis());
    wire.put("blocked_ms", stage.blocked().toMillis());
    return wire;
  }

  private static Map<String, Integer> names(Map<SkipReason, Integer> counts) {
    Map<String, Integer> names = new TreeMap<>();
    counts.forEach((reason, count) -> names.put(reason.name().toLowerCase(Locale.ROOT), count));
    return names;
  }
}
