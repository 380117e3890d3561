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
import dev.kenning.indexer.source.SkipReason;
import dev.kenning.indexer.source.SourceTree;
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
import java.util.concurrent.TimeUnit;

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

  private final ChangeLedger ledger;
  private final InstantSource clock;

  /// @param clock on the file system's time, to tell files that were touched just now
  Intake(ChangeLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /// @throws dev.kenning.indexer.ledger.UnknownRepositoryException if there is none of this name
  Taken take(String repository, SourceTree tree, ProgressMeter meter) {
    Scan scan = new Scan(repository, meter);
    tree.walk(scan::visit);
    return scan.finish();
  }

  /// One walk over one tree.
  private final class Scan {
    private final String repository;
    private final ProgressMeter meter;
    private final long startNanos = System.nanoTime();
    private final long settledBeforeNanos;
    private final Map<String, LedgerEntry> held;
    private final Map<String, FileStamp> stamps;
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

    Scan(String repository, ProgressMeter meter) {
      this.repository = repository;
      this.meter = meter;
      this.settledBeforeNanos =
          TimeUnit.MILLISECONDS.toNanos(clock.instant().minus(SETTLING).toEpochMilli());
      this.held = ledger.files(repository);
      this.stamps = ledger.stamps(repository);
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
        if (!present.contains(path) && !isUnknowable(path)) {
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
      if (!batch.isEmpty()) {
        ledger.accept(List.copyOf(batch));
      }
      if (!newStamps.isEmpty()) {
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
