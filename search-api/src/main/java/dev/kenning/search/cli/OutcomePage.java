package dev.kenning.search.cli;

import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.StageTime;
import dev.kenning.indexer.run.Taken;
import dev.kenning.indexer.source.SkipReason;
import java.io.PrintStream;
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
  public void indexed(IndexReport report) {
    Taken taken = report.taken();
    Applied applied = report.applied();
    out.printf(
        "%s: %s in %s%n",
        ink.strong(taken.repository()),
        taken.isUnchanged() && applied.fileCount() == 0
            ? "nothing changed"
            : Spoken.count(applied.methodCount(), "method", "methods") + " indexed",
        Spoken.duration(report.elapsed()));
    out.printf(
        Locale.ROOT,
        "  files     %,d in the tree: %,d new, %,d changed, %,d unchanged; %,d removed%n",
        taken.fileCount(),
        taken.added(),
        taken.changed(),
        taken.unchanged(),
        taken.removed());
    if (applied.methodCount() > 0) {
      out.printf(
          Locale.ROOT,
          "  passages  %,d embedded (%,d tokens), %,d known already, %,d the same as another%s%n",
          applied.embeddedCount(),
          applied.tokenCount(),
          applied.cachedCount(),
          applied.duplicateCount(),
          applied.truncatedCount() == 0
              ? ""
              : String.format(
                  Locale.ROOT, "; %,d cut at the model's limit", applied.truncatedCount()));
      out.println("  stages    " + stages(report.stageTimes()));
    }
    skips(taken.skippedCounts());
    List<String> problems = new ArrayList<>();
    taken.problems().forEach(skipped -> problems.add(skipped.sentence()));
    applied.lost().forEach(lost -> problems.add("not indexed: " + sentence(lost)));
    applied.problems().forEach(problem -> problems.add(sentence(problem)));
    list(problems, taken.problems().size() + applied.lost().size() + applied.problemCount());
    notes(applied.notes());
  }

  @Override
  public void tried(String repository, DryRunReport report) {
    out.printf(
        Locale.ROOT,
        "%s: %,d methods in %,d files (%s) read in %s, %,.0f methods/s; nothing was kept%n",
        ink.strong(repository),
        report.methodCount(),
        report.fileCount(),
        Spoken.size(report.byteCount()),
        Spoken.duration(report.elapsed()),
        report.methodsPerSecond());
    skips(report.skippedCounts());
    List<String> problems = new ArrayList<>();
    report.skipProblems().forEach(skipped -> problems.add(skipped.sentence()));
    report.lost().forEach(lost -> problems.add("lost: " + sentence(lost)));
    report.problems().forEach(problem -> problems.add(sentence(problem)));
    list(problems, report.skipProblems().size() + report.lost().size() + report.problemCount());
    notes(report.notes());
  }

  @Override
  public void synced(JsonNode job) {
    out.printf(
        "%s: %s by the server that owns the data directory%n",
        ink.strong(job.path("repository").asString("")), job.path("state").asString(""));
    job.path("counts")
        .properties()
        .forEach(count ->
            out.printf(
                Locale.ROOT, "  %,d %s%n", count.getValue().asLong(0), words(count.getKey())));
    List<String> problems = new ArrayList<>();
    for (JsonNode problem : job.path("problems")) {
      problems.add(problem.path("path").asString("") + ": " + problem.path("reason").asString(""));
    }
    list(problems, job.path("problem_count").asInt(problems.size()));
    if (job.has("failure")) {
      terminal.remark("kenning: " + job.path("failure").asString(""));
    }
  }

  @Override
  public void failed(IndexTarget target, String reason) {
    terminal.remark("kenning: %s: %s".formatted(target.place(), reason));
  }

  private void skips(Map<SkipReason, Integer> counts) {
    if (!counts.isEmpty()) {
      out.println(
          "  skipped   "
              + String.join(
                  ", ",
                  new TreeMap<>(counts)
                      .entrySet().stream()
                          .map(entry ->
                              String.format(
                                  Locale.ROOT,
                                  "%,d %s",
                                  entry.getValue(),
                                  words(entry.getKey().name().toLowerCase(Locale.ROOT))))
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

  /// Nothing is wrong with these files, so they have no exclamation mark.
  private void notes(List<FileNote> notes) {
    notes.stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(note -> out.printf("  note: %s: %s%n", note.file().path(), note.note()));
    if (notes.size() > PROBLEMS_SHOWN) {
      out.printf(
          Locale.ROOT, "  note: and %,d more (--json lists them)%n", notes.size() - PROBLEMS_SHOWN);
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

  private static String sentence(FileProblem problem) {
    String place =
        problem.line() > 0 ? problem.file().path() + ":" + problem.line() : problem.file().path();
    return "%s (%s): %s".formatted(place, problem.stage(), problem.reason());
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }
}
