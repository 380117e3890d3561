package dev.kenning.indexer.follow;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.follow.TreeState.Phase;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One tree's life: waits until something is due, then looks at the places that changed, or at
/// everything.
///
/// Everything is looked at at the start, from time to time, when events were lost, when git moved
/// to another commit, when ignore rules changed, and when somebody asks. While git holds the lock
/// on its index, it is still writing files, and nothing is looked at but for who asks.
///
/// One thread works; any may ask. All fields that change are guarded by the lock.
final class FollowedTree implements FolderWatch.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedTree.class);
  private static final long GIT_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// Looking at everything may take this share of the time at most.
  private static final int RESTS_PER_SCAN = 20;

  private final String repository;
  private final Path root;
  private final TreeIntake intake;
  private final Watching watching;
  private final FollowConfig config;
  private final InstantSource clock;
  private final LongSupplier nanoSource;
  private final Runnable accepted;
  private final RootIdentity identity;
  private final Thread worker;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PendingPlaces pending;
  private boolean scanWanted; // once it is quiet
  private long scanWantedNanos;
  private long scansAsked; // the number of the scan that somebody waits for
  private long scansBegun;
  private long scansEnded;
  private long nextScanNanos;
  private long gitHeldSinceNanos;
  private boolean gitHolds;
  private Phase phase;
  private @Nullable String reason;
  private @Nullable String refusal; // why the system tells no events of this tree
  private @Nullable Path gitFolder;
  private @Nullable Instant lastEvent;
  private @Nullable Instant lastReconcile;
  private boolean closed;

  /// Whether, and by what, events are told.
  sealed interface Watching {
    /// By this watch.
    record By(FolderWatch watch) implements Watching {}

    /// Not at all; everything is looked at from time to time.
    record Polling(String reason) implements Watching {}

    /// Nothing is looked at unless somebody asks.
    record OnDemand() implements Watching {}
  }

  /// @param accepted run when the ledger was given something
  FollowedTree(
      String repository,
      Path root,
      TreeIntake intake,
      Watching watching,
      FollowConfig config,
      InstantSource clock,
      LongSupplier nanoSource,
      Runnable accepted) {
    this.repository = repository;
    this.root = root;
    this.intake = intake;
    this.watching = watching;
    this.config = config;
    this.clock = clock;
    this.nanoSource = nanoSource;
    this.accepted = accepted;
    this.identity = new RootIdentity(root);
    this.pending = new PendingPlaces(config);
    this.phase = watching instanceof Watching.OnDemand ? Phase.ON_DEMAND : Phase.STARTING;
    this.nextScanNanos = nanoSource.getAsLong();
    this.worker = Thread.ofPlatform().daemon().name("kenning-tree").unstarted(this::work);
  }

  void start() {
    worker.start();
  }

  Path root() {
    return root;
  }

  /// What the next step is.
  private sealed interface Step {
    record Scan(long number) implements Step {}

    record Look(Set<String> places) implements Step {}

    record Stop() implements Step {}
  }

  private void work() {
    boolean working = true;
    while (working) {
      try {
        switch (awaitStep()) {
          case Step.Scan scan -> scan(scan.number());
          case Step.Look look -> look(look.places());
          case Step.Stop _ -> working = false;
        }
      } catch (InterruptedException e) {
        working = false;
      }
    }
  }

  private Step awaitStep() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        if (closed) {
          return new Step.Stop();
        }
        long now = nanoSource.getAsLong();
        if (scansAsked > scansBegun) {
          return beginScan();
        }
        long wait = Math.min(scanWait(now), pending.waitNanos(now));
        if (wait <= 0) {
          wait = gitWait(now);
        }
        if (wait <= 0) {
          return scanWait(now) <= 0 ? beginScan() : new Step.Look(pending.take(now));
        }
        long _ = changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  private Step beginScan() {
    scanWanted = false;
    pending.clear();
    scansBegun++;
    return new Step.Scan(scansBegun);
  }

  private long scanWait(long now) {
    long wanted = scanWanted ? scanWantedNanos + config.quiet().toNanos() - now : Long.MAX_VALUE;
    return watching instanceof Watching.OnDemand ? wanted : Math.min(wanted, nextScanNanos - now);
  }

  /// How long to hold off since git is at work, or was a moment ago; 0 where it was not, or has
  /// been at work for too long. Once it is done, everything is looked at, as one batch.
  private long gitWait(long now) {
    Path folder = gitFolder;
    boolean holds =
        folder != null && Files.exists(folder.resolve("index.lock"), LinkOption.NOFOLLOW_LINKS);
    if (!holds) {
      if (gitHolds) {
        gitHolds = false;
        boolean _ = scanSoon(now); // whatever has been told of what git did
        return config.quiet().toNanos();
      }
      return 0;
    }
    if (!gitHolds) {
      gitHolds = true;
      gitHeldSinceNanos = now;
    }
    return now - gitHeldSinceNanos < config.longestGitHold().toNanos() ? GIT_CHECK_NANOS : 0;
  }

  private void scan(long number) {
    long start = nanoSource.getAsLong();
    Outcome outcome;
    try {
      TreeIntake.Scanned scanned = intake.scan(repository, this::watch, identity::provesEmptiness);
      identity.seen(scanned.taken().fileCount());
      outcome = new Outcome(phaseNow(), refusal, scanned.gitFolder(), true);
      tell(!scanned.taken().isUnchanged());
    } catch (SourceUnavailableException e) {
      outcome = new Outcome(Phase.MISSING, sentence(e), Optional.empty(), false);
    } catch (UnknownRepositoryException e) {
      outcome = new Outcome(Phase.MISSING, sentence(e), Optional.empty(), false);
    } catch (RuntimeException e) {
      LOG.warn("The tree of {} could not be taken; it will be tried again", repository, e);
      outcome = new Outcome(Phase.MISSING, sentence(e), Optional.empty(), false);
    }
    outcome.gitFolder().ifPresent(this::watch);
    watchSurroundings(outcome);
    ended(number, outcome, Duration.ofNanos(nanoSource.getAsLong() - start));
  }

  /// The folder above tells when the root goes, and when it is back; what was watched in a tree
  /// that is not there is somewhere else now.
  private void watchSurroundings(Outcome outcome) {
    if (outcome.phase() == Phase.MISSING && watching instanceof Watching.By by) {
      by.watch().drop(root, this);
    }
    Path above = root.getParent();
    if (above != null) {
      watch(above);
    }
  }

  private record Outcome(
      Phase phase, @Nullable String reason, Optional<Path> gitFolder, boolean whole) {}

  private Phase phaseNow() {
    return switch (watching) {
      case Watching.OnDemand _ -> Phase.ON_DEMAND;
      case Watching.Polling _ -> Phase.POLLING;
      case Watching.By _ -> refusal == null ? Phase.WATCHING : Phase.POLLING;
    };
  }

  private void ended(long number, Outcome outcome, Duration took) {
    lock.lock();
    try {
      if (outcome.phase() == Phase.MISSING && phase != Phase.MISSING) {
        LOG.warn("The tree of {} is not followed: {}", repository, outcome.reason());
      } else if (outcome.phase() != Phase.MISSING && phase == Phase.MISSING) {
        LOG.info("The tree of {} is followed again", repository);
      }
      phase = outcome.phase();
      reason =
          outcome.reason() == null && watching instanceof Watching.Polling polling
              ? polling.reason()
              : outcome.reason();
      gitFolder = outcome.gitFolder().orElse(null);
      if (outcome.whole()) {
        lastReconcile = clock.instant();
      }
      Duration pause = phase == Phase.WATCHING ? config.reconcile() : config.poll();
      nextScanNanos =
          nanoSource.getAsLong() + Math.max(pause.toNanos(), took.toNanos() * RESTS_PER_SCAN);
      scansEnded = number;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void look(Set<String> places) {
    if (watching instanceof Watching.By by) {
      places.stream()
          .filter(place -> !place.endsWith(".java"))
          .forEach(place -> by.watch().drop(root.resolve(place), this));
    }
    long now = nanoSource.getAsLong();
    try {
      TreeIntake.Looked looked =
          intake.look(repository, places, place -> believed(place, now), this::watch);
      tell(!looked.taken().isUnchanged());
      lock.lock();
      try {
        pending.looked(places, looked.doubted(), nanoSource.getAsLong());
      } finally {
        lock.unlock();
      }
    } catch (SourceUnavailableException | UnknownRepositoryException e) {
      wantScan(); // which finds out, and says so
    } catch (RuntimeException e) {
      LOG.warn("What changed in {} could not be taken; all will be looked at", repository, e);
      wantScan();
    }
  }

  private boolean believed(String place, long now) {
    lock.lock();
    try {
      return pending.isBelieved(place, now);
    } finally {
      lock.unlock();
    }
  }

  private void tell(boolean something) {
    if (something) {
      accepted.run();
    }
  }

  /// Called for each folder before its entries are listed, so that nothing is missed in between.
  private void watch(Path folder) {
    if (!(watching instanceof Watching.By by) || refusal != null) {
      return;
    }
    try {
      by.watch().add(folder, this);
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      // The walk meets the same, and says so.
    } catch (IOException e) {
      by.watch().drop(root.getRoot(), this);
      lock.lock();
      try {
        refusal = "The system tells no more events: " + sentence(e);
      } finally {
        lock.unlock();
      }
      LOG.warn("The tree of {} is polled: {}", repository, e.toString());
    }
  }

  @Override
  public void happened(Path entry, FolderWatch.Event event) {
    lock.lock();
    try {
      if (note(entry, event)) {
        lastEvent = clock.instant();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// @return whether it matters
  private boolean note(Path entry, FolderWatch.Event event) {
    long now = nanoSource.getAsLong();
    String name = String.valueOf(entry.getFileName());
    if (gitFolder != null && entry.startsWith(gitFolder)) {
      return name.equals("HEAD") && scanSoon(now);
    }
    if (entry.equals(root)) {
      return event != FolderWatch.Event.CHANGED && scanSoon(now); // it went, or it is back
    }
    if (!entry.startsWith(root)) {
      return false; // a neighbour of the root's
    }
    if (name.equals(".gitignore") || (name.equals(".git") && event != FolderWatch.Event.CHANGED)) {
      return scanSoon(now);
    }
    if (name.equals(".git")) {
      return false;
    }
    if (!name.endsWith(".java") && !mayBeFolder(entry, event)) {
      return false;
    }
    pending.changed(place(entry), now);
    return true;
  }

  /// What is gone cannot be asked what it was, but it was watched if it was a folder of ours.
  private boolean mayBeFolder(Path entry, FolderWatch.Event event) {
    return switch (event) {
      case CREATED -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
      case DELETED -> watching instanceof Watching.By by && by.watch().watches(entry, this);
      case CHANGED -> false; // an entry of it changed, which its own watch tells
    };
  }

  private String place(Path entry) {
    StringBuilder place = new StringBuilder();
    for (Path part : root.relativize(entry)) {
      place.append(place.isEmpty() ? "" : "/").append(part);
    }
    return place.toString();
  }

  private boolean scanSoon(long now) {
    scanWanted = true;
    scanWantedNanos = now;
    return true;
  }

  private void wantScan() {
    lock.lock();
    try {
      boolean _ = scanSoon(nanoSource.getAsLong());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void lost() {
    wantScan();
  }

  /// Asks for a look at everything that begins after this call.
  ///
  /// @return its number, for [#awaitScan]
  long askForScan() {
    lock.lock();
    try {
      scansAsked = Math.max(scansAsked, scansBegun + 1);
      changed.signalAll();
      return scansAsked;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until that look has ended.
  ///
  /// @return false if the deadline passed first
  boolean awaitScan(long number, Deadline deadline) throws InterruptedException {
    lock.lock();
    try {
      while (scansEnded < number && !closed) {
        long left = deadline.waitNanos();
        if (left <= 0) {
          return false;
        }
        long _ = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  TreeState state() {
    int folders = watching instanceof Watching.By by ? by.watch().count(this) : 0;
    lock.lock();
    try {
      return new TreeState(
          repository,
          root.toString(),
          phase,
          Optional.ofNullable(reason),
          folders,
          pending.count(),
          Optional.ofNullable(lastEvent),
          Optional.ofNullable(lastReconcile));
    } finally {
      lock.unlock();
    }
  }

  private static String sentence(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /// Ends after the step that is under way; waits for it.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (watching instanceof Watching.By by) {
      by.watch().drop(root.getRoot(), this);
    }
    boolean interrupted = false;
    while (worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
