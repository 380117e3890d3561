package dev.kenning.search.cli;

import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.StageTime;
import dev.kenning.indexer.run.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a run came to, whether this process did it or a server.
///
/// @param repository whose files
/// @param elapsed how long it took
/// @param files Java files in the tree
/// @param methods stored anew
/// @param embedded passages the model read
/// @param cached passages whose vector was known
/// @param duplicate passages embedded once for several methods
/// @param truncated passages longer than the model reads
/// @param tokens of all passages
/// @param stages where the time went
/// @param skipped places not taken, by reason
/// @param problems a line each, perhaps not all
/// @param problemCount all of them
record IndexSummary(
    String repository,
    Duration elapsed,
    int files,
    int added,
    int changed,
    int unchanged,
    int removed,
    int methods,
    int embedded,
    int cached,
    int duplicate,
    int truncated,
    long tokens,
    List<StageTime> stages,
    Map<String, Integer> skipped,
    List<String> problems,
    int problemCount) {

  IndexSummary {
    stages = List.copyOf(stages);
    skipped = new TreeMap<>(skipped);
    problems = List.copyOf(problems);
  }

  static IndexSummary of(IndexReport report) {
    Taken taken = report.taken();
    Applied applied = report.applied();
    Map<String, Integer> skipped = new TreeMap<>();
    taken
        .skippedCounts()
        .forEach((reason, count) -> skipped.put(reason.name().toLowerCase(Locale.ROOT), count));
    List<String> problems = new ArrayList<>();
    taken.problems().forEach(found -> problems.add("not indexed: " + found.sentence()));
    applied.lost().forEach(lost -> problems.add("not indexed: " + sentence(lost)));
    applied.problems().forEach(problem -> problems.add(sentence(problem)));
    return new IndexSummary(
        taken.repository(),
        report.elapsed(),
        taken.fileCount(),
        taken.added(),
        taken.changed(),
        taken.unchanged(),
        taken.removed(),
        applied.methodCount(),
        applied.embeddedCount(),
        applied.cachedCount(),
        applied.duplicateCount(),
        applied.truncatedCount(),
        applied.tokenCount(),
        report.stageTimes(),
        skipped,
        problems,
        taken.problems().size() + applied.lost().size() + applied.problemCount());
  }

  /// @param job of a server, done
  static IndexSummary of(JsonNode job) {
    JsonNode counts = job.path("counts");
    List<StageTime> stages = new ArrayList<>();
    for (JsonNode stage : counts.path("stages")) {
      stages.add(
          new StageTime(
              stage.path("stage").asString(""),
              millis(stage.path("busy_ms")),
              millis(stage.path("starved_ms")),
              millis(stage.path("blocked_ms"))));
    }
    Map<String, Integer> skipped = new TreeMap<>();
    counts
        .path("skipped")
        .properties()
        .forEach(entry -> skipped.put(entry.getKey(), entry.getValue().asInt(0)));
    List<String> problems = new ArrayList<>();
    job.path("problems").forEach(problem -> problems.add(sentence(problem)));
    return new IndexSummary(
        job.path("repository").asString(""),
        millis(counts.path("elapsed_ms")),
        counts.path("files").asInt(0),
        counts.path("files_added").asInt(0),
        counts.path("files_changed").asInt(0),
        counts.path("files_unchanged").asInt(0),
        counts.path("files_removed").asInt(0),
        counts.path("methods").asInt(0),
        counts.path("embedded").asInt(0),
        counts.path("cached").asInt(0),
        counts.path("duplicate").asInt(0),
        counts.path("truncated").asInt(0),
        counts.path("tokens").asLong(0),
        stages,
        skipped,
        problems,
        job.path("problem_count").asInt(problems.size()));
  }

  boolean isUnchanged() {
    return added + changed + removed + methods == 0;
  }

  static String sentence(FileProblem problem) {
    return "%s (%s): %s"
        .formatted(place(problem.file().path(), problem.line()), problem.stage(), problem.reason());
  }

  private static String sentence(JsonNode problem) {
    String path = place(problem.path("path").asString(""), problem.path("line").asInt(0));
    String reason = problem.path("reason").asString("");
    String stage = problem.path("stage").asString("");
    String said =
        stage.equals("scan") ? path + " " + reason : "%s (%s): %s".formatted(path, stage, reason);
    return problem.path("indexed").asBoolean(true) ? said : "not indexed: " + said;
  }

  private static String place(String path, int line) {
    return line > 0 ? path + ":" + line : path;
  }

  private static Duration millis(JsonNode figure) {
    return Duration.ofMillis(figure.asLong(0));
  }
}
