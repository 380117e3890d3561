package dev.kenning.indexer.run;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.FileStamp;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.FollowableTree;
import dev.kenning.indexer.source.SkipReason;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Takes a tree into the ledger as the whole of a repository: what is new or changed is put, what
/// is gone is deleted, what is as it was is not even read.
///
/// A file with the stamp of the last time is unchanged. A stamp is kept only for a file that was
/// left alone for [#SETTLING] before it was read: within that time a second write may leave size
/// and time of modification as they are, and then only the content can tell.
///
/// What cannot be read now stays in the index as it was: a folder that has lost its permissions for
/// a minute has not lost its methods.
final class Intake {
  private static final int MAX_BATCH_FILES = 512;
  private static final int MAX_BATCH_BYTES = 8 << 20;

  /// Coarser than the clocks of the file systems in use (FAT counts in 2 seconds).
  private static final Duration SETTLING = Duration.ofSeconds(3);

  /// Whose turn it is, by ledger and repository. Shared by all intakes of a ledger, since an index
  /// and its successor each have one.
  private static final Map<ChangeLedger, Map<String, ReentrantLock>> TURNS = new WeakHashMap<>();

  private final ChangeLedger ledger;
  private final InstantSource clock;

  /// @param clock on the file system's time, to tell files that were touched just now
  Intake(ChangeLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// @throws dev.kenning.indexer.ledger.UnknownRepositoryException if there is none of this name
  Taken take(String repository, SourceTree tree, ProgressMeter meter) {
    return inTurn(repository, () -> take(repository, tree, meter, _ -> {}, () -> true));
  }

  /// See [TreeIntake#scan].
  Taken take(
      String repository,
      SourceTree tree,
      Consumer<Path> entering,
      BooleanSupplier emptinessIsReal) {
    ProgressMeter meter = new ProgressMeter(IndexProgress.Listener.NONE, System::nanoTime);
    return inTurn(repository, () -> take(repository, tree, meter, entering, emptinessIsReal));
  }

  private Taken take(
      String repository,
      SourceTree tree,
      ProgressMeter meter,
      Consumer<Path> entering,
      BooleanSupplier emptinessIsReal) {
    Map<String, LedgerEntry> held = ledger.files(repository);
    Scan scan = new Scan(repository, meter, held, ledger.stamps(repository), _ -> true, true);
    if (tree instanceof FollowableTree folder) {
      folder.walk(scan::visit, entering);
    } else {
      tree.walk(scan::visit);
    }
    if (scan.present.isEmpty() && !held.isEmpty() && !emptinessIsReal.getAsBoolean()) {
      throw new SourceUnavailableException(
          "%s is empty, where %d files were; if that is so, kenning index takes it for the truth"
              .formatted(tree.root(), held.size()));
    }
    return scan.finish();
  }

  /// See [TreeIntake#compare].
  Taken compare(String repository, SourceTree tree) {
    ProgressMeter meter = new ProgressMeter(IndexProgress.Listener.NONE, System::nanoTime);
    Scan scan =
        new Scan(
            repository,
            meter,
            ledger.files(repository),
            ledger.stamps(repository),
            _ -> true,
            false);
    tree.walk(scan::visit);
    return scan.finish();
  }

  /// See [TreeIntake#look]. Stamps are not consulted: that the places changed is known already.
  TreeIntake.Looked look(
      String repository,
      FollowableTree tree,
      Set<String> places,
      Predicate<String> believed,
      Consumer<Path> entering) {
    return inTurn(
        repository,
        () -> {
          ProgressMeter meter = new ProgressMeter(IndexProgress.Listener.NONE, System::nanoTime);
          Scan scan =
              new Scan(repository, meter, heldAt(repository, places), Map.of(), believed, true);
          tree.look(places, scan::visit, entering);
          return new TreeIntake.Looked(scan.finish(), scan.doubted);
        });
  }

  private Map<String, LedgerEntry> heldAt(String repository, Set<String> places) {
    Map<String, LedgerEntry> held = new HashMap<>();
    for (String place : places) {
      ledger
          .latest(new FileKey(repository, place))
          .filter(entry -> entry.content().isPresent())
          .ifPresent(entry -> held.put(place, entry));
    }
    List<String> folders =
        places.stream()
            .filter(place -> !held.containsKey(place))
            .map(place -> place + "/")
            .toList();
    if (folders.stream().anyMatch(folder -> !folder.endsWith(".java/"))) {
      ledger
          .files(repository)
          .forEach((path, entry) -> {
            if (folders.stream().anyMatch(path::startsWith)) {
              held.put(path, entry);
            }
          });
    }
    return held;
  }

  /// One at a time for each repository, whoever asks: of two that read a file one after the other,
  /// the one with the older content must not come second to the ledger.
  private <T> T inTurn(String repository, Supplier<T> work) {
    ReentrantLock turn = turns().computeIfAbsent(repository, _ -> new ReentrantLock(true));
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  private Map<String, ReentrantLock> turns() {
    synchronized (TURNS) {
      return TURNS.computeIfAbsent(ledger, _ -> new ConcurrentHashMap<>());
    }
  }

  /// One look at a tree, or at places of it.
  private final class Scan {
    private final String repository;
    private final ProgressMeter meter;
    private final long startNanos = System.nanoTime();
    private final long settledBeforeNanos;
    private final Map<String, LedgerEntry> held;
    private final Map<String, FileStamp> stamps;
    private final Predicate<String> believed;
    private final boolean taking;
    private final Set<String> doubted = new HashSet<>();
    private final Set<String> present = new HashSet<>();
    private final List<String> unknowable = new ArrayList<>(); // could not be read: stays as it was
    private final Map<SkipReason, Integer> skippedCounts = new EnumMap<>(SkipReason.class);
    private final List<Skipped> problems = new ArrayList<>();
    private final List<FileChange> batch = new ArrayList<>();
    private final Map<String, FileStamp> newStamps = new HashMap<>();
    private long batchBytes;
    private int added;
    private int changed;
    private int unchanged;
    private int removed;
    private long byteCount;

    /// @param held what the ledger holds of all that is looked at
    /// @param believed whether a file that is missing, empty or growing is to be taken as that
    /// @param taking whether the ledger is to be told
    Scan(
        String repository,
        ProgressMeter meter,
        Map<String, LedgerEntry> held,
        Map<String, FileStamp> stamps,
        Predicate<String> believed,
        boolean taking) {
      this.repository = repository;
      this.meter = meter;
      this.settledBeforeNanos =
          TimeUnit.MILLISECONDS.toNanos(clock.instant().minus(SETTLING).toEpochMilli());
      this.held = held;
      this.stamps = stamps;
      this.believed = believed;
      this.taking = taking;
    }

    void visit(Discovery discovery) {
      switch (discovery) {
        case Found found -> found(found);
        case Skipped skipped -> skipped(skipped);
      }
    }

    private void found(Found found) {
      present.add(found.path());
      meter.scanned(present.size());
      if (held.containsKey(found.path()) && found.stamp().equals(stamps.get(found.path()))) {
        unchanged++;
        return;
      }
      switch (found.read()) {
        case Reading.Read read -> read(found, read.content());
        case Reading.Unread unread -> skipped(unread.skipped());
      }
    }

    private void read(Found found, Content content) {
      byteCount += content.sizeBytes();
      LedgerEntry known = held.get(found.path());
      if (isBeingWritten(found, content) && !believed.test(found.path())) {
        doubted.add(found.path());
        return;
      }
      if (known != null && known.content().filter(content.hash()::equals).isPresent()) {
        unchanged++;
      } else {
        if (known == null) {
          added++;
        } else {
          changed++;
        }
        add(new FileChange.Put(key(found.path()), OptionalLong.empty(), content));
        batchBytes += content.sizeBytes();
      }
      if (found.isSettledBefore(settledBeforeNanos)) {
        newStamps.put(found.path(), found.stamp());
      }
    }

    /// It is empty, or not what it was when it was listed a moment ago.
    private boolean isBeingWritten(Found found, Content content) {
      return content.sizeBytes() == 0 || found.stamp().sizeBytes() != content.sizeBytes();
    }

    private void skipped(Skipped skipped) {
      skippedCounts.merge(skipped.reason(), 1, Integer::sum);
      if (skipped.reason().isProblem() && problems.size() < Taken.MAX_PROBLEMS) {
        problems.add(skipped);
      }
      if (skipped.reason() == SkipReason.UNREADABLE || skipped.reason() == SkipReason.TOO_MANY) {
        unknowable.add(skipped.path());
      }
    }

    Taken finish() {
      for (String path : held.keySet()) {
        if (present.contains(path) || isUnknowable(path)) {
          continue;
        }
        if (!believed.test(path)) {
          doubted.add(path);
        } else {
          removed++;
          add(new FileChange.Delete(key(path), OptionalLong.empty()));
        }
      }
      flush();
      return new Taken(
          repository,
          added,
          changed,
          unchanged,
          removed,
          skippedCounts,
          problems,
          byteCount,
          Duration.ofNanos(System.nanoTime() - startNanos));
    }

    /// An unreadable folder hides all that is below it; a cut walk hides whatever comes after.
    private boolean isUnknowable(String path) {
      for (String place : unknowable) {
        if (place.equals("./")
            || path.equals(place)
            || (place.endsWith("/") && path.startsWith(place))) {
          return true;
        }
      }
      return skippedCounts.containsKey(SkipReason.TOO_MANY);
    }

    private void add(FileChange change) {
      batch.add(change);
      if (batch.size() >= MAX_BATCH_FILES || batchBytes >= MAX_BATCH_BYTES) {
        flush();
      }
    }

    /// Content first: a stamp whose content is not in the ledger would hide the change for ever.
    private void flush() {
      if (taking && !batch.isEmpty()) {
        ledger.accept(List.copyOf(batch));
      }
      if (taking && !newStamps.isEmpty()) {
        ledger.recordStamps(repository, newStamps);
      }
      batch.clear();
      newStamps.clear();
      batchBytes = 0;
    }

    private FileKey key(String path) {
      return new FileKey(repository, path);
    }
  }
}
