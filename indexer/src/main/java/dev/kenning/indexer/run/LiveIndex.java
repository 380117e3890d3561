package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.Submission;
import dev.kenning.indexer.ledger.SubmissionOutcome;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import dev.kenning.indexer.store.StoreCorruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps an index up to date inside a server. Whatever is accepted is durable at once, on the
/// caller's thread; one thread of its own then follows the ledger, and scans the repositories it is
/// asked to, one after the other. What is accepted while a long scan is being indexed joins it in
/// ledger order.
///
/// When following fails (a full disk, a model that is down, memory that ran out), what failed is
/// told by [#trouble], nothing is lost, and it is tried again after a pause that grows with each
/// failure: the store is opened anew and fed from its last commit, while searches see what they saw
/// last. Damaged files do not heal by that: whoever asked with [#onDamage] is told, and can build
/// an index elsewhere and hand it over with [#switchTo].
///
/// Safe for many threads.
public final class LiveIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveIndex.class);
  private static final Duration IDLE = Duration.ofMinutes(1); // a look round without being asked
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);
  private static final int REST_FOR_WORK = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ChangeLedger ledger;
  private final SourceRules rules;
  private final VisibleSequence visible;
  private final SyncJobs jobs;
  private final Semaphore work = new Semaphore(0); // a permit: there may be something to do
  private final Queue<Replacement> replacements = new ConcurrentLinkedQueue<>();
  private final RetryPauses pauses; // used by the follower alone
  private final Thread follower;
  private volatile IndexRun run; // replaced by the follower alone
  private volatile Consumer<StoreCorruptException> damaged = _ -> {};
  private volatile @Nullable String trouble;
  private volatile boolean closed;

  /// Begins to follow the ledger at once.
  ///
  /// @param run whose store answers the searches
  /// @param visible up to where the store shows the ledger already
  /// @param rules for repositories that are followed on disk
  public LiveIndex(IndexRun run, ChangeLedger ledger, SequenceNumber visible, SourceRules rules) {
    this(
        run,
        ledger,
        visible,
        rules,
        new RetryPauses(FIRST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault()));
  }

  LiveIndex(
      IndexRun run,
      ChangeLedger ledger,
      SequenceNumber visible,
      SourceRules rules,
      RetryPauses pauses) {
    this.run = run;
    this.pauses = pauses;
    this.ledger = ledger;
    this.rules = rules;
    this.jobs = new SyncJobs(ledger.jobs());
    this.visible = new VisibleSequence(visible);
    this.follower = Thread.ofPlatform().name("kenning-follow").unstarted(this::follow);
  }

  /// Begins to apply what the ledger holds and the index does not, and the syncs that an earlier
  /// process was asked for and did not end.
  public void start() {
    jobs.resume();
    work.release();
    follower.start();
  }

  /// Asks for a followed repository to be brought up to date; one that waits already is not queued
  /// twice.
  ///
  /// @throws UnknownRepositoryException if there is none of this name
  /// @throws IllegalArgumentException if it follows no root
  public SyncJob sync(String repository) {
    root(repository);
    SyncJob job = jobs.queued(repository);
    work.release();
    return job;
  }

  /// A job by its id; finished ones are kept for a while.
  public Optional<SyncJob> job(String id) {
    return jobs.find(id);
  }

  /// Jobs that are kept, newest first.
  public List<SyncJob> jobs() {
    return jobs.newestFirst();
  }

  /// Takes changes of pushed repositories: durable on return, visible soon after. Throws as
  /// [ChangeLedger#accept] does.
  public List<Receipt> accept(List<FileChange> changes) {
    List<Receipt> receipts = ledger.accept(changes);
    work.release();
    return receipts;
  }

  /// Takes a writer's request whole or not at all; as [#accept] otherwise. Throws as
  /// [ChangeLedger#submit] does.
  public SubmissionOutcome submit(Submission submission) {
    SubmissionOutcome outcome = ledger.submit(submission);
    work.release();
    return outcome;
  }

  /// Something was accepted by another way than [#accept]: it is made visible soon.
  public void accepted() {
    work.release();
  }

  /// Makes a repository, or gives a known one its root; throws as [ChangeLedger#createRepository].
  public RepositoryRecord createRepository(String name, Optional<String> root) {
    return ledger.createRepository(name, root);
  }

  /// Forgets a repository and all it holds; throws as [ChangeLedger#deleteRepository].
  public SequenceNumber deleteRepository(String name) {
    SequenceNumber sequence = ledger.deleteRepository(name);
    work.release();
    return sequence;
  }

  /// The ledger up to here is visible.
  public SequenceNumber visible() {
    return visible.get();
  }

  /// Waits until the ledger up to `sequence` is visible.
  ///
  /// @return false if the deadline passed first
  public boolean awaitVisible(SequenceNumber sequence, Deadline deadline) {
    return visible.await(sequence, deadline);
  }

  /// What keeps the index from following the ledger, as one sentence; empty while nothing does.
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /// Calls `listener` on the follower's thread whenever following met damaged files; it returns at
  /// once, and may be called again for the same damage.
  public void onDamage(Consumer<StoreCorruptException> listener) {
    damaged = listener;
  }

  /// Follows the ledger with another index from now on. On the follower's thread, between two
  /// updates: `next` is brought up to the ledger, `publish` lets searches see it, and only then is
  /// it the one that is followed with, so that nobody is sent back in time. If either fails,
  /// everything stays as it was.
  ///
  /// @return done once `next` is followed with
  public CompletableFuture<Void> switchTo(IndexRun next, Runnable publish) {
    return enqueue(new Replacement(next, publish, new CompletableFuture<>()));
  }

  /// Does `care` on the follower's thread, between two updates, once everything accepted before is
  /// applied and committed: nothing is written to the store meanwhile, and what is accepted waits.
  public CompletableFuture<Void> betweenUpdates(Runnable care) {
    return enqueue(new Replacement(null, care, new CompletableFuture<>()));
  }

  private CompletableFuture<Void> enqueue(Replacement replacement) {
    replacements.add(replacement);
    work.release();
    if (closed) {
      giveUpReplacements();
    }
    return replacement.done();
  }

  /// @param next null where the index stays the same
  private record Replacement(
      @Nullable IndexRun next, Runnable publish, CompletableFuture<Void> done) {}

  private void follow() {
    try {
      while (!closed) {
        if (awaitWork()) {
          long begunNanos = System.nanoTime();
          work.drainPermits();
          replace();
          catchUp();
          runJobs();
          rest(System.nanoTime() - begunNanos);
        }
      }
    } catch (InterruptedException e) {
      // closing
    } finally {
      giveUpReplacements();
    }
  }

  /// While others are served, nobody waits to see what was accepted, and more keeps coming, it is
  /// let gather for three times as long as the last update took: files saved again meanwhile are
  /// indexed once, and whoever is served has the processors to themselves for most of the time.
  private void rest(long tookNanos) throws InterruptedException {
    if (run.othersComeFirst()) {
      visible.awaitSomebodyWaiting(
          Duration.ofNanos(Math.min(REST_FOR_WORK * tookNanos, LONGEST_REST.toNanos())));
    }
  }

  /// In trouble the pause is waited out, however much is accepted meanwhile: what is broken does
  /// not mend faster by being asked more often.
  private boolean awaitWork() throws InterruptedException {
    if (trouble == null) {
      return work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    }
    Thread.sleep(pauses.next());
    return true;
  }

  private void replace() {
    for (Replacement one = replacements.poll(); one != null; one = replacements.poll()) {
      try {
        IndexRun next = one.next() == null ? run : one.next();
        SequenceNumber reached = next.catchUp(IndexProgress.Listener.NONE).visible();
        one.publish().run();
        run = next;
        visible.reached(reached);
        one.done().complete(null);
      } catch (RuntimeException | Error e) {
        one.done().completeExceptionally(e);
      }
    }
  }

  private void giveUpReplacements() {
    for (Replacement one = replacements.poll(); one != null; one = replacements.poll()) {
      one.done().completeExceptionally(new CancellationException("The index is being closed"));
    }
  }

  private void catchUp() {
    try {
      visible.reached(run.catchUp(listener(_ -> {})).visible());
      outOfTrouble();
    } catch (RuntimeException | Error e) { // errors too: memory that ran out is there again later
      inTrouble(e);
    }
  }

  private void runJobs() {
    if (trouble != null) {
      return; // the jobs wait too
    }
    for (Optional<SyncJob> job = jobs.start(); job.isPresent() && !closed; job = jobs.start()) {
      run(job.get());
    }
  }

  private void run(SyncJob job) {
    SourceRules remembered = rules.alsoExcluding(ledger.exclusions(job.repository()));
    try (SourceTree tree = SourceTree.open(Path.of(root(job.repository())), remembered)) {
      IndexReport report =
          run.index(job.repository(), tree, listener(progress -> jobs.put(job.at(progress))));
      visible.reached(report.visible());
      jobs.put(job.done(report));
      outOfTrouble();
    } catch (SourceUnavailableException | UnknownRepositoryException e) {
      jobs.put(job.failed(sentence(e))); // the root is gone; the index still follows the ledger
    } catch (RuntimeException | Error e) {
      jobs.put(job.failed(sentence(e)));
      inTrouble(e);
    }
  }

  private String root(String repository) {
    return ledger
        .repository(repository)
        .orElseThrow(
            () -> new UnknownRepositoryException("There is no repository named " + repository))
        .root()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The repository " + repository + " follows no root: its files are sent to it"));
  }

  private void outOfTrouble() {
    if (trouble != null) {
      LOG.info("The index follows the ledger again, up to {}", visible.get());
    }
    trouble = null;
    pauses.succeeded();
  }

  private void inTrouble(Throwable failure) {
    if (closed) {
      return;
    }
    pauses.failed();
    if (trouble == null) {
      LOG.warn("The index could not follow the ledger; it will be tried again", failure);
    }
    trouble = sentence(failure);
    if (failure instanceof StoreCorruptException damage) {
      damaged.accept(damage);
    }
  }

  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private IndexProgress.Listener listener(IndexProgress.Listener progressed) {
    return new IndexProgress.Listener() {
      @Override
      public void progressed(IndexProgress progress) {
        progressed.progressed(progress);
      }

      @Override
      public void becameVisible(SequenceNumber sequence) {
        visible.reached(sequence);
      }
    };
  }

  /// Stops following; what is accepted and not yet visible is applied after the next start.
  @Override
  public void close() {
    closed = true;
    follower.interrupt();
    boolean interrupted = false;
    while (true) {
      try {
        follower.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
