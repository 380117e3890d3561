package dev.kenning.indexer.run;

import dev.kenning.indexer.run.SyncJob.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The jobs that wait, run, and have ended; the oldest ended ones are forgotten. Safe for several
/// threads.
final class SyncJobs {
  private static final int MAX_KEPT = 256;

  private final Map<String, SyncJob> jobs = new LinkedHashMap<>(); // guarded by this, oldest first

  /// A job for the repository: the one that waits already, or a new one.
  synchronized SyncJob queued(String repository) {
    for (SyncJob job : jobs.values()) {
      if (job.repository().equals(repository) && job.state() == State.QUEUED) {
        return job;
      }
    }
    SyncJob job =
        new SyncJob(
            UUID.randomUUID().toString(),
            repository,
            State.QUEUED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    put(job);
    return job;
  }

  /// Takes the job that has waited longest, and says that it runs.
  synchronized Optional<SyncJob> start() {
    for (SyncJob job : jobs.values()) {
      if (job.state() == State.QUEUED) {
        SyncJob running = job.running();
        put(running);
        return Optional.of(running);
      }
    }
    return Optional.empty();
  }

  synchronized void put(SyncJob job) {
    jobs.put(job.id(), job);
    if (jobs.size() > MAX_KEPT) {
      jobs.values().stream()
          .filter(kept -> kept.state().isFinal())
          .findFirst()
          .ifPresent(oldest -> jobs.remove(oldest.id()));
    }
  }

  synchronized Optional<SyncJob> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  synchronized List<SyncJob> newestFirst() {
    return new ArrayList<>(jobs.values()).reversed();
  }
}
