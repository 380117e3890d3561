package dev.kenning.search.job;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Runs syncs one after another on a thread of its own, and remembers what became of them.
public final class SyncJobs implements AutoCloseable {
  /// @param upkeep does the work
  /// @param memory a file of this class alone, in which jobs outlive the process
  public SyncJobs(IndexUpkeep upkeep, Path memory, Clock clock) {}

  /// Asks for a sync; one that waits already for the same repository is given instead.
  ///
  /// @throws QueueFullException if too many wait
  public Job sync(String repository) {
    return Job.waiting("j_", repository, java.time.Instant.EPOCH);
  }

  /// Asks for everything the ledger holds to be made visible; returns at once.
  public void catchUp() {}

  public Optional<Job> job(String id) {
    return Optional.empty();
  }

  /// Interrupts what runs, forgets what waits, and ends the thread.
  @Override
  public void close() {}
}
