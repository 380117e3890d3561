package dev.kenning.search.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/// Shows how far the index follows the ledger, and how large it is. Both are asked once per second
/// at most, however often and for however many meters somebody looks. Any number of threads.
public final class IndexMeters {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<String> PARTS = List.of("vectors", "graph", "text", "stored", "other");

  private final SnapshotSource store;
  private final ChangeLedger ledger;
  private final LongSupplier nanoSource;

  @GuardedBy("this")
  private Reading last;

  private IndexMeters(SnapshotSource store, ChangeLedger ledger, LongSupplier nanoSource) {
    this.store = store;
    this.ledger = ledger;
    this.nanoSource = nanoSource;
    long now = nanoSource.getAsLong();
    this.last = new Reading(now - FRESH_NANOS, now, 0, 0, 0, 0, 0, Map.of());
  }

  /// @param seenPendingSinceNanos when this began to see changes that are not visible; `atNanos`
  ///   while there are none
  private record Reading(
      long atNanos,
      long seenPendingSinceNanos,
      long head,
      long visible,
      long pending,
      long setAside,
      long methods,
      Map<String, Long> bytesByPart) {}

  /// @param nanoSource [System#nanoTime] but for tests
  public static void watch(
      ServerMetrics metrics, SnapshotSource store, ChangeLedger ledger, LongSupplier nanoSource) {
    IndexMeters meters = new IndexMeters(store, ledger, nanoSource);
    meters.show(metrics, MetricName.LEDGER_HEAD, Reading::head);
    meters.show(metrics, MetricName.LEDGER_VISIBLE, Reading::visible);
    meters.show(metrics, MetricName.LEDGER_PENDING, Reading::pending);
    meters.show(
        metrics,
        MetricName.LEDGER_PENDING_AGE,
        reading -> (reading.atNanos - reading.seenPendingSinceNanos) / NANOS_PER_SECOND);
    meters.show(metrics, MetricName.SET_ASIDE, Reading::setAside);
    meters.show(metrics, MetricName.STORE_METHODS, Reading::methods);
    PARTS.forEach(part ->
        meters.show(
            metrics,
            MetricName.STORE_BYTES,
            reading -> reading.bytesByPart.getOrDefault(part, 0L),
            "part",
            part));
  }

  private void show(
      ServerMetrics metrics, MetricName name, ToDoubleFunction<Reading> part, String... labels) {
    metrics.watch(
        name,
        () -> {
          try {
            return part.applyAsDouble(reading());
          } catch (RuntimeException _) {
            return Double.NaN; // whoever looks must not suffer from what ails the index
          }
        },
        labels);
  }

  private synchronized Reading reading() {
    long now = nanoSource.getAsLong();
    if (now - last.atNanos >= FRESH_NANOS) {
      last = read(now, last.pending == 0 ? now : last.seenPendingSinceNanos);
    }
    return last;
  }

  private Reading read(long now, long pendingSince) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      long pending = ledger.pendingCount(snapshot.sequence());
      return new Reading(
          now,
          pending == 0 ? now : pendingSince,
          ledger.head().value(),
          snapshot.sequence().value(),
          pending,
          ledger.setAside().size(),
          snapshot.methodCount(),
          store.size().bytesByPart());
    }
  }
}
