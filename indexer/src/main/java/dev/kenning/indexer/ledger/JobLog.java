package dev.kenning.indexer.ledger;

import java.util.List;
import java.util.Optional;

/// The jobs that wait, run and have ended, kept across restarts. All that wait or run are kept, and
/// the newest [#MAX_ENDED] that have ended. Durable on return; throws [LedgerUnavailableException]
/// where nothing could be made durable. Safe for many threads.
public interface JobLog {
  int MAX_ENDED = 256;

  /// A job that was begun so often and never ended is not begun again: it may be what ends the
  /// process.
  int MAX_ATTEMPTS = 3;

  /// A job of this kind for this repository: the one that waits already, or a new one.
  JobRecord queue(String kind, Optional<String> repository);

  /// Takes the job of this kind that has waited longest, and says that it runs.
  Optional<JobRecord> startNext(String kind);

  /// Keeps a job as it stands now. One that is queued again by this does not count the attempt.
  void put(JobRecord job);

  Optional<JobRecord> find(String id);

  /// The newest `limit` jobs, newest first.
  List<JobRecord> newestFirst(int limit);

  /// Settles what another process left running: queued again, in its old place, or interrupted if
  /// it was begun too often. For whoever runs the jobs of this kind, once, before the first
  /// [#startNext].
  ///
  /// @return what was left running, as it stands now
  List<JobRecord> resume(String kind);
}
