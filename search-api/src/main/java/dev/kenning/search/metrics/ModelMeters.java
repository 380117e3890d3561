package dev.kenning.search.metrics;

import dev.kenning.embeddings.batch.BatchStats;
import dev.kenning.embeddings.cache.CacheStats;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// Shows what the model's queue and workers do, and its cache of passages. Both may be absent for a
/// while, as long as the model is being opened: everything reads 0 then.
public final class ModelMeters {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ServerMetrics metrics;
  private final Supplier<Optional<BatchStats>> batches;
  private final Supplier<Optional<CacheStats>> cache;

  private ModelMeters(
      ServerMetrics metrics,
      Supplier<Optional<BatchStats>> batches,
      Supplier<Optional<CacheStats>> cache) {
    this.metrics = metrics;
    this.batches = batches;
    this.cache = cache;
  }

  /// @param batches what the workers have done
  /// @param cache what the cache of passages has done
  public static void watch(
      ServerMetrics metrics,
      Supplier<Optional<BatchStats>> batches,
      Supplier<Optional<CacheStats>> cache) {
    ModelMeters meters = new ModelMeters(metrics, batches, cache);
    meters.watchTexts();
    meters.watchPasses();
    meters.watchCache();
  }

  private void watchTexts() {
    ofBatches(MetricName.MODEL_WAITING, BatchStats::waitingQueryCount, "lane", "query");
    ofBatches(MetricName.MODEL_WAITING, BatchStats::waitingPassageCount, "lane", "passage");
    ofBatches(MetricName.MODEL_WAIT, seconds(BatchStats::queryWaitNanos), "lane", "query");
    ofBatches(MetricName.MODEL_WAIT, seconds(BatchStats::passageWaitNanos), "lane", "passage");
    ofBatches(MetricName.MODEL_TEXTS, BatchStats::queryCount, "lane", "query");
    ofBatches(MetricName.MODEL_TEXTS, BatchStats::passageCount, "lane", "passage");
    ofBatches(MetricName.MODEL_EXPIRED, BatchStats::expiredCallCount);
  }

  private void watchPasses() {
    ofBatches(MetricName.MODEL_BATCHES, BatchStats::batchCount, "outcome", "made");
    ofBatches(MetricName.MODEL_BATCHES, BatchStats::failedBatchCount, "outcome", "failed");
    ofBatches(MetricName.MODEL_TOKENS, BatchStats::tokenCount, "kind", "text");
    ofBatches(
        MetricName.MODEL_TOKENS,
        stats -> stats.paddedTokenCount() - stats.tokenCount(),
        "kind",
        "padding");
    ofBatches(MetricName.MODEL_BUSY, seconds(BatchStats::totalBusyNanos));
    ofBatches(MetricName.MODEL_WORKERS, stats -> stats.busyNanos().size());
  }

  private void watchCache() {
    ofCache(MetricName.CACHE_REQUESTS, CacheStats::hitCount, "outcome", "hit");
    ofCache(MetricName.CACHE_REQUESTS, CacheStats::missCount, "outcome", "miss");
    ofCache(MetricName.CACHE_ENTRIES, CacheStats::entryCount);
    ofCache(MetricName.CACHE_DAMAGED, CacheStats::damagedCount);
  }

  private void ofBatches(MetricName name, ToDoubleFunction<BatchStats> part, String... labels) {
    metrics.watch(name, () -> batches.get().map(part::applyAsDouble).orElse(0.0), labels);
  }

  private void ofCache(MetricName name, ToDoubleFunction<CacheStats> part, String... more) {
    String[] labels =
        more.length == 0
            ? new String[] {"cache", "passage_vectors"}
            : new String[] {"cache", "passage_vectors", more[0], more[1]};
    metrics.watch(name, () -> cache.get().map(part::applyAsDouble).orElse(0.0), labels);
  }

  private static ToDoubleFunction<BatchStats> seconds(ToDoubleFunction<BatchStats> nanos) {
    return stats -> nanos.applyAsDouble(stats) / NANOS_PER_SECOND;
  }
}
