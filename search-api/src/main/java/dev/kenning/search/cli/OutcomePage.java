package dev.kenning.search.cli;

import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.StageTime;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What became of a tree, as people read it.
final class OutcomePage implements OutcomePrinter {
  /// Problems printed for a person; `--json` has all that were kept.
  private static final int PROBLEMS_SHOWN = 20;

  private final Terminal terminal;
  private final PrintStream out;
  private final Ink ink;

  OutcomePage(Terminal terminal) {
    this.terminal = terminal;
    this.out = terminal.out();
    this.ink = new Ink(terminal.colours());
  }

  @Override
  public void indexed(Path root, IndexReport report) {
    print(root, IndexSummary.of(report), "");
    notes(report.applied().notes());
  }

  private void print(Path root, IndexSummary summary, String by) {
    out.printf("%s: %s%s%n", ink.strong(summary.repository()), headline(root, summary), by);
    out.printf(
        Locale.ROOT,
        "  files     %,d in the tree: %,d new, %,d changed, %,d unchanged; %,d removed%n",
        summary.files(),
        summary.added(),
        summary.changed(),
        summary.unchanged(),
        summary.removed());
    if (summary.methods() > 0) {
      out.printf(
          Locale.ROOT,
          "  passages  %,d embedded, %,d known already, %,d the same as another; %s in all%s%n",
          summary.embedded(),
          summary.cached(),
          summary.duplicate(),
          Spoken.count(summary.tokens(), "token", "tokens"),
          summary.truncated() == 0
              ? ""
              : String.format(Locale.ROOT, "; %,d cut at the model's limit", summary.truncated()));
      out.println("  stages    " + stages(summary.stages()));
    }
    skips(summary.skipped());
    list(summary.problems(), summary.problemCount());
  }

  /// A tree without Java is most often a mistyped path.
  private static String headline(Path root, IndexSummary summary) {
    if (summary.files() == 0) {
      return "no Java files were found in " + root;
    }
    String work =
        summary.isUnchanged()
            ? "nothing changed"
            : Spoken.count(summary.methods(), "method", "methods") + " indexed";
    return work + " in " + Spoken.duration(summary.elapsed());
  }

  @Override
  public void tried(String repository, DryRunReport report) {
    out.printf(
        Locale.ROOT,
        "%s: %s in %s (%s) read in %s, %,.0f methods/s; nothing was kept%n",
        ink.strong(repository),
        Spoken.count(report.methodCount(), "method", "methods"),
        Spoken.count(report.fileCount(), "file", "files"),
        Spoken.size(report.byteCount()),
        Spoken.duration(report.elapsed()),
        report.methodsPerSecond());
    Map<String, Integer> skips = new TreeMap<>();
    report
        .skippedCounts()
        .forEach((reason, count) -> skips.put(reason.name().toLowerCase(Locale.ROOT), count));
    skips(skips);
    List<String> problems = new ArrayList<>();
    report.skipProblems().forEach(skipped -> problems.add("not read: " + skipped.sentence()));
    report.lost().forEach(lost -> problems.add("not read: " + IndexSummary.sentence(lost)));
    report.problems().forEach(problem -> problems.add(IndexSummary.sentence(problem)));
    list(problems, report.skipProblems().size() + report.lost().size() + report.problemCount());
    notes(report.notes());
  }

  private void notes(List<FileNote> notes) {
    notes.stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(note -> out.printf("  note: %s: %s%n", note.file().path(), note.note()));
    if (notes.size() > PROBLEMS_SHOWN) {
      out.printf(
          Locale.ROOT, "  note: and %,d more (--json lists them)%n", notes.size() - PROBLEMS_SHOWN);
    }
  }

  @Override
  public void synced(Path root, JsonNode job) {
    if (job.path("state").asString("").equals("done")) {
      print(root, IndexSummary.of(job), ", by the server that owns the data directory");
    } else {
      terminal.remark(
          "kenning: %s: the server that owns the data directory failed: %s"
              .formatted(
                  job.path("repository").asString(""),
                  job.path("failure").asString("it does not say why")));
    }
  }

  @Override
  public void refused(IndexTarget target, String reason) {
    String place = target.place().toString();
    terminal.remark("kenning: " + (reason.contains(place) ? reason : place + ": " + reason));
  }

  private void skips(Map<String, Integer> counts) {
    if (!counts.isEmpty()) {
      out.println(
          "  skipped   "
              + String.join(
                  ", ",
                  new TreeMap<>(counts)
                      .entrySet().stream()
                          .map(entry ->
                              String.format(
                                  Locale.ROOT, "%,d %s", entry.getValue(), words(entry.getKey())))
                          .toList()));
    }
  }

  private void list(List<String> problems, int count) {
    problems.stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(problem -> out.println("  " + ink.warning("! ") + problem));
    if (count > PROBLEMS_SHOWN) {
      out.printf(Locale.ROOT, "  ! and %,d more (--json lists them)%n", count - PROBLEMS_SHOWN);
    }
  }

  private static String stages(List<StageTime> stages) {
    return String.join(
        ", ",
        stages.stream()
            .map(stage ->
                "%s %s busy, %s waiting"
                    .formatted(
                        stage.stage(),
                        Spoken.duration(stage.busy()),
                        Spoken.duration(stage.starved().plus(stage.blocked()))))
            .toList());
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
