package dev.kenning.search.http;

import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.SyncJob;
import dev.kenning.indexer.run.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            report.taken().problems().stream()
                .map(skipped -> new Loss(skipped.path(), "read", 0, skipped.sentence())),
            report.applied().lost().stream().map(Loss::of),
            report.applied().problems().stream().map(Loss::of))
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

  /// @param methods stored anew
  /// @param embedded passages the model read
  /// @param cached passages whose vector was known
  /// @param visibleSequence the ledger up to here is visible
  record Counts(
      int filesAdded,
      int filesChanged,
      int filesUnchanged,
      int filesRemoved,
      int methods,
      int embedded,
      int cached,
      long visibleSequence,
      long elapsedMs) {
    static Counts of(IndexReport report) {
      Taken taken = report.taken();
      Applied applied = report.applied();
      return new Counts(
          taken.added(),
          taken.changed(),
          taken.unchanged(),
          taken.removed(),
          applied.methodCount(),
          applied.embeddedCount(),
          applied.cachedCount(),
          report.visible().value(),
          report.elapsed().toMillis());
    }
  }

  /// @param line from 1; 0 for the whole file
  record Loss(String path, String stage, int line, String reason) {
    static Loss of(FileProblem problem) {
      return new Loss(problem.file().path(), problem.stage(), problem.line(), problem.reason());
    }
  }
}
