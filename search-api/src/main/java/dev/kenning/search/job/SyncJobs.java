package dev.kenning.search.job;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs syncs one after another on a thread of its own, and remembers what became of them, across
/// restarts. The last [#MAX_REMEMBERED] jobs are remembered, and [#MAX_WAITING] may wait; one more
/// is refused. Any number of threads may call.
public final class SyncJobs implements AutoCloseable {
  static final int MAX_REMEMBERED = 200;
  static final int MAX_WAITING = 50;

  private static final Logger LOG = LoggerFactory.getLogger(SyncJobs.class);
  private static final int ID_BYTES = 12;

  private final IndexUpkeep upkeep;
  private final JobMemory memory;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
  private final Thread worker;

  @GuardedBy("this")
  private final Map<String, Job> jobs;

  private sealed interface Task {
    record Sync(String id) implements Task {}

    /// Makes the ledger visible; one that waits serves all who ask meanwhile.
    record CatchUp() implements Task {}
  }

  /// @param upkeep does the work
  /// @param file a file of this class alone, in which jobs outlive the process
  public SyncJobs(IndexUpkeep upkeep, Path file, Clock clock) {
    this.upkeep = upkeep;
    this.memory = new JobMemory(file);
    this.clock = clock;
    this.jobs = new LinkedHashMap<>();
    memory.read().forEach(job -> jobs.put(job.id(), interruptedIfOpen(job)));
    this.worker = Thread.ofPlatform().name("kenning-sync").daemon(true).start(this::work);
  }

  /// Asks for a sync; one that waits already for the same repository is given instead.
  ///
  /// @throws QueueFullException if too many wait
  public synchronized Job sync(String repository) {
    Optional<Job> waiting =
        jobs.values().stream()
            .filter(job -> job.state() == JobState.WAITING && job.repository().equals(repository))
            .findFirst();
    if (waiting.isPresent()) {
      return waiting.get();
    }
    if (queue.size() >= MAX_WAITING) {
      throw new QueueFullException(MAX_WAITING + " syncs wait already");
    }
    Job job = Job.waiting(newId(), repository, clock.instant());
    jobs.put(job.id(), job);
    forgetOldest();
    queue.add(new Task.Sync(job.id()));
    return job;
  }

  /// Asks for everything the ledger holds to be made visible; returns at once.
  public synchronized void catchUp() {
    Task task = new Task.CatchUp();
    if (!queue.contains(task)) {
      queue.add(task);
    }
  }

  public synchronized Optional<Job> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// Interrupts what runs, forgets what waits, and ends the thread.
  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      jobs.replaceAll((_, job) -> interruptedIfOpen(job));
      memory.write(jobs.values());
    }
  }

  private void work() {
    try {
      while (true) {
        switch (queue.take()) {
          case Task.Sync(String id) -> run(id);
          case Task.CatchUp _ -> catchUpNow();
        }
      }
    } catch (InterruptedException _) {
      // closing
    }
  }

  private void run(String id) {
    Job job = change(id, waiting -> waiting.running(clock.instant()));
    try {
      IndexUpkeep.Outcome outcome =
          upkeep.sync(job.repository(), progress -> change(id, now -> now.at(progress)));
      change(id, running -> running.over(outcome, clock.instant()));
    } catch (RuntimeException e) {
      LOG.warn("The sync of {} failed", job.repository(), e);
      change(id, running -> running.stopped(JobState.FAILED, reason(e), clock.instant()));
    }
    synchronized (this) {
      memory.write(jobs.values());
    }
  }

  private void catchUpNow() {
    try {
      upkeep.catchUp();
    } catch (RuntimeException e) {
      LOG.warn("What the ledger holds could not be made visible", e);
    }
  }

  private synchronized Job change(String id, UnaryOperator<Job> step) {
    return jobs.compute(id, (_, job) -> step.apply(Objects.requireNonNull(job)));
  }

  private Job interruptedIfOpen(Job job) {
    return job.state().isOver()
        ? job
        : job.stopped(JobState.INTERRUPTED, "The process ended first", clock.instant());
  }

  @GuardedBy("this")
  private void forgetOldest() {
    var oldest = jobs.values().iterator();
    while (jobs.size() > MAX_REMEMBERED && oldest.hasNext()) {
      if (oldest.next().state().isOver()) {
        oldest.remove();
      }
    }
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "j_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
