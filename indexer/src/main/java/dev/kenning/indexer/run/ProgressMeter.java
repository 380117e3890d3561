package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.PendingChanges;
import dev.kenning.indexer.run.IndexProgress.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Measures how far a run has come, and how fast it is.
///
/// How many methods there will be is known only once all files are parsed, so what is left is
/// counted in bytes of source, and the pace is that of the last [#PACE]: a run that first passes
/// through what the cache holds, and then meets new code, must not promise the pace of the first
/// part for the second. It is watched from the first vectors on: before them, the model opens.
///
/// Vectors are only counted when they arrive, on the embedder's threads; [#tick], on the run's,
/// looks at the counts and reports.
///
/// Safe for several threads.
final class ProgressMeter {
  private static final Duration PACE = Duration.ofSeconds(20);
  private static final Duration FIRST_ESTIMATE = Duration.ofSeconds(3);
  private static final int SCAN_STEP = 256; // files between two reports of a scan

  private final IndexProgress.Listener listener;
  private final LongSupplier nanoSource;
  private final long startNanos;
  private final LongAdder methodCount = new LongAdder();
  private final LongAdder byteCount = new LongAdder();
  private final Deque<Mark> marks = new ArrayDeque<>(); // guarded by this, as all below
  private Phase phase = Phase.SCANNING;
  private long fileCount;
  private PendingChanges total = new PendingChanges(0, 0);

  private record Mark(long nanos, long byteCount, long methodCount) {}

  ProgressMeter(IndexProgress.Listener listener, LongSupplier nanoSource) {
    this.listener = listener;
    this.nanoSource = nanoSource;
    this.startNanos = nanoSource.getAsLong();
  }

  synchronized void scanned(int files) {
    fileCount = files;
    if (files % SCAN_STEP == 0) {
      report();
    }
  }

  synchronized void indexing(PendingChanges pending) {
    phase = Phase.INDEXING;
    total = pending;
    fileCount = 0;
    report();
  }

  /// So many methods, and so much of the source, are done. Returns at once.
  void embedded(int methods, long bytes) {
    methodCount.add(methods);
    byteCount.add(bytes);
  }

  synchronized void stored(int files) {
    fileCount += files;
    tick();
  }

  /// Takes the pace and reports; to be called now and then.
  synchronized void tick() {
    long methods = methodCount.sum();
    if (methods > 0) {
      long now = nanoSource.getAsLong();
      marks.addLast(new Mark(now, byteCount.sum(), methods));
      while (marks.size() > 2 && now - marks.getFirst().nanos() > PACE.toNanos()) {
        marks.removeFirst();
      }
    }
    report();
  }

  synchronized void entered(Phase next) {
    phase = next;
    report();
  }

  private void report() {
    long now = nanoSource.getAsLong();
    long bytes = byteCount.sum();
    listener.progressed(
        new IndexProgress(
            phase,
            fileCount,
            Math.max(total.fileCount(), phase == Phase.SCANNING ? 0 : fileCount),
            methodCount.sum(),
            bytes,
            Math.max(total.byteCount(), bytes),
            Duration.ofNanos(now - startNanos),
            methodsPerSecond(),
            remaining(now)));
  }

  private double methodsPerSecond() {
    if (marks.size() < 2) {
      return 0;
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    return (last.methodCount() - first.methodCount())
        * 1e9
        / Math.max(1, last.nanos() - first.nanos());
  }

  /// Empty until the pace has been watched for a moment.
  private Optional<Duration> remaining(long now) {
    if (phase == Phase.DONE) {
      return Optional.of(Duration.ZERO);
    }
    if (phase != Phase.INDEXING || marks.size() < 2) {
      return Optional.empty();
    }
    Mark first = marks.getFirst();
    Mark last = marks.getLast();
    long paceBytes = last.byteCount() - first.byteCount();
    if (paceBytes <= 0 || last.nanos() - first.nanos() < FIRST_ESTIMATE.toNanos()) {
      return Optional.empty();
    }
    double nanosPerByte = (double) (last.nanos() - first.nanos()) / paceBytes;
    long leftNanos = (long) ((total.byteCount() - last.byteCount()) * nanosPerByte);
    long sinceLast = now - last.nanos();
    return Optional.of(Duration.ofNanos(Math.max(0, leftNanos - sinceLast)));
  }
}
