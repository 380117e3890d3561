package dev.kenning.search.http;

import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.StageTime;
import dev.kenning.indexer.run.SyncJob;
import dev.kenning.indexer.run.Taken;
import dev.kenning.indexer.source.Discovery.Skipped;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A job as the wire shows it.
///
/// @param id names it
/// @param kind what is done
/// @param repository to which repository
/// @param state `queued`, `running`, `done`, `failed`
/// @param complete whether everything that should be in the index is; absent until it is done
/// @param progress how far it is, once it runs
/// @param counts what was done, once it is done
/// @param problems what was left out or failed, the first 100
/// @param problemCount all of them
/// @param failure what stopped it
record JobReport(
    String id,
    String kind,
    String repository,
    String state,
    Optional<Boolean> complete,
    Optional<Progress> progress,
    Optional<Counts> counts,
    List<Loss> problems,
    int problemCount,
    Optional<String> failure) {
  private static final int MAX_PROBLEMS = 100;

  JobReport {
    problems = List.copyOf(problems);
  }

  static JobReport of(SyncJob job) {
    List<Loss> losses = job.report().map(JobReport::losses).orElse(List.of());
    return new JobReport(
        job.id(),
        "sync",
        job.repository(),
        job.state().word(),
        job.report().map(IndexReport::isComplete),
        job.progress().map(Progress::of),
        job.report().map(Counts::of),
        losses.stream().limit(MAX_PROBLEMS).toList(),
        losses.size(),
        job.failure());
  }

  private static List<Loss> losses(IndexReport report) {
    return Stream.of(
            report.taken().problems().stream().map(Loss::of),
            report.applied().lost().stream().map(lost -> Loss.of(lost, false)),
            report.applied().problems().stream().map(problem -> Loss.of(problem, true)))
        .flatMap(losses -> losses)
        .toList();
  }

  /// @param phase `scanning`, `indexing`, `committing` or `done`
  /// @param filesTotal 0 while nobody knows yet
  /// @param remainingMs absent while it cannot be known
  record Progress(
      String phase,
      long filesDone,
      long filesTotal,
      long methods,
      double methodsPerSecond,
      long elapsedMs,
      Optional<Long> remainingMs) {
    static Progress of(IndexProgress progress) {
      return new Progress(
          progress.phase().name().toLowerCase(Locale.ROOT),
          progress.fileCount(),
          progress.fileTotal(),
          progress.methodCount(),
          Math.round(progress.methodsPerSecond() * 10) / 10.0,
          progress.elapsed().toMillis(),
          progress.remaining().map(Duration::toMillis));
    }
  }

  /// @param files Java files in the tree that are in the ledger now
  /// @param methods stored anew
  /// @param embedded passages the model read
  /// @param cached passages whose vector was known
  /// @param duplicate passages that were embedded once for several methods
  /// @param truncated passages longer than the model reads
  /// @param tokens of all passages
  /// @param skipped places not taken, by reason
  /// @param stages where the time went, first stage first
  /// @param visibleSequence the ledger up to here is visible
  record Counts(
      int files,
      int filesAdded,
      int filesChanged,
      int filesUnchanged,
      int filesRemoved,
      int methods,
      int embedded,
      int cached,
      int duplicate,
      int truncated,
      long tokens,
      Map<String, Integer> skipped,
      List<Stage> stages,
      long visibleSequence,
      long elapsedMs) {
    Counts {
      skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
      stages = List.copyOf(stages);
    }

    static Counts of(IndexReport report) {
      Taken taken = report.taken();
      Applied applied = report.applied();
      Map<String, Integer> skipped = new TreeMap<>();
      taken
          .skippedCounts()
          .forEach((reason, count) -> skipped.put(reason.name().toLowerCase(Locale.ROOT), count));
      return new Counts(
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
          skipped,
          report.stageTimes().stream().map(Stage::of).toList(),
          report.visible().value(),
          report.elapsed().toMillis());
    }
  }

  /// Milliseconds in which a stage worked, waited for the one before it, and for the one after it.
  record Stage(String stage, long busyMs, long starvedMs, long blockedMs) {
    static Stage of(StageTime time) {
      return new Stage(
          time.stage(),
          time.busy().toMillis(),
          time.starved().toMillis(),
          time.blocked().toMillis());
    }
  }

  /// @param stage `scan` if it was not taken at all; else `read`, `parse`, `embed` or `store`
  /// @param line from 1; 0 for the whole file
  /// @param reason what is wrong, without the path
  /// @param indexed whether the rest of the file is in the index
  record Loss(String path, String stage, int line, String reason, boolean indexed) {
    static Loss of(Skipped skipped) {
      String reason = skipped.reason().explanation();
      return new Loss(
          skipped.path(),
          "scan",
          0,
          skipped.detail().isEmpty() ? reason : reason + " (" + skipped.detail() + ")",
          false);
    }

    static Loss of(FileProblem problem, boolean indexed) {
      return new Loss(
          problem.file().path(), problem.stage(), problem.line(), problem.reason(), indexed);
    }
  }
}
