package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.JobLog;
import dev.kenning.indexer.ledger.JobRecord;
import dev.kenning.indexer.run.SyncJob.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The syncs that wait, run, and have ended. The ledger's job log keeps each state they come to;
/// how far a running one is, only this process knows. Safe for several threads.
final class SyncJobs {
  private static final String KIND = "sync";
  private static final int MAX_LISTED = 256;

  private final JobLog log;
  private final Map<String, SyncJob> open = new LinkedHashMap<>(); // guarded by this, oldest first

  SyncJobs(JobLog log) {
    this.log = log;
  }

  /// Takes up what an earlier process left: what it ran is queued again, unless it was begun too
  /// often.
  synchronized void resume() {
    log.resume(KIND);
    for (JobRecord job : log.newestFirst(Integer.MAX_VALUE).reversed()) {
      if (job.kind().equals(KIND) && job.state() == JobRecord.State.QUEUED) {
        open.put(job.id(), SyncJobRecord.read(job));
      }
    }
  }

  /// A job for the repository: the one that waits already, or a new one.
  synchronized SyncJob queued(String repository) {
    SyncJob job = SyncJobRecord.read(log.queue(KIND, Optional.of(repository)));
    open.putIfAbsent(job.id(), job);
    return job;
  }

  /// Takes the job that has waited longest, and says that it runs.
  synchronized Optional<SyncJob> start() {
    if (open.values().stream().noneMatch(job -> job.state() == State.QUEUED)) {
      return Optional.empty(); // as it mostly is: the log need not be asked
    }
    Optional<SyncJob> job = log.startNext(KIND).map(SyncJobRecord::read);
    job.ifPresent(running -> open.put(running.id(), running));
    return job;
  }

  /// Keeps a job as it stands; how far a running one is stays in this process.
  synchronized void put(SyncJob job) {
    if (job.state() != State.RUNNING) {
      log.find(job.id()).ifPresent(known -> log.put(SyncJobRecord.write(job, known)));
    }
    if (job.state().isFinal()) {
      open.remove(job.id());
    } else {
      open.put(job.id(), job);
    }
  }

  synchronized Optional<SyncJob> find(String id) {
    Optional<SyncJob> running = Optional.ofNullable(open.get(id));
    return running.isPresent()
        ? running
        : log.find(id).filter(job -> job.kind().equals(KIND)).map(SyncJobRecord::read);
  }

  synchronized List<SyncJob> newestFirst() {
    List<SyncJob> jobs = new ArrayList<>();
    for (JobRecord job : log.newestFirst(MAX_LISTED)) {
      if (job.kind().equals(KIND)) {
        SyncJob here = open.get(job.id());
        jobs.add(here == null ? SyncJobRecord.read(job) : here);
      }
    }
    return jobs;
  }
}
