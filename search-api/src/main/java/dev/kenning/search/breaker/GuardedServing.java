package dev.kenning.search.breaker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.generation.ServingUnit;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.search.cache.CachedQueries;
import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import java.time.Clock;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What answers questions, with a breaker before the model, the store and the ledger, and a memory
/// of the model's vectors, which goes when another model takes its place. Indexing uses the parts
/// themselves, and has ways of its own to go on when they fail. Any number of threads.
public final class GuardedServing implements ServingSource {
  private static final long QUERY_BYTES = 16_000_000;
  private static final int MOST_MODEL_CALLS = 512;
  private static final int ABANDONED_PER_PROCESSOR = 8;

  private final ServingSource serving;
  private final int mostAbandoned;
  private final Breaker modelBreaker;
  private final StoreBreakers storeBreakers;
  private final Breaker ledgerBreaker;

  @GuardedBy("this")
  private @Nullable Guarded last;

  /// @param serving what answers
  /// @param config of each of the breakers
  /// @param processors by which the calls of the model are bounded that may run for nobody
  /// @param clock tells when pauses are over
  public GuardedServing(ServingSource serving, BreakerConfig config, int processors, Clock clock) {
    this.serving = serving;
    this.mostAbandoned = ABANDONED_PER_PROCESSOR * processors;
    this.modelBreaker = new Breaker("model", config, clock);
    this.storeBreakers = StoreBreakers.of(config, clock);
    this.ledgerBreaker = new Breaker("ledger", config, clock);
  }

  /// A model as it is, and behind its guards.
  private record Guarded(Embedder bare, GuardedEmbedder calls, CachedQueries queries) {}

  @Override
  public ServingLease lease() {
    ServingLease lease = serving.lease();
    return lease.giving(
        new ServingUnit(
            GuardedPart.store(lease.store(), storeBreakers), guarded(lease.embedder()).queries));
  }

  /// The ledger behind its breaker.
  public ChangeLedger ledger(ChangeLedger ledger) {
    return GuardedPart.ledger(ledger, ledgerBreaker);
  }

  private synchronized Guarded guarded(Embedder bare) {
    Guarded known = last;
    if (known != null && known.bare.equals(bare)) {
      return known;
    }
    GuardedEmbedder calls =
        new GuardedEmbedder(bare, modelBreaker, mostAbandoned, MOST_MODEL_CALLS);
    Guarded made = new Guarded(bare, calls, new CachedQueries(calls, QUERY_BYTES));
    last = made;
    return made;
  }

  private synchronized Optional<Guarded> last() {
    return Optional.ofNullable(last);
  }

  /// Shows breakers, abandoned calls, and what is remembered.
  public void watch(ServerMetrics metrics) {
    Stream.concat(Stream.of(modelBreaker, ledgerBreaker), storeBreakers.all())
        .forEach(one -> one.watch(metrics));
    show(metrics, MetricName.MODEL_ABANDONED, one -> one.calls.abandonedCount());
    String cache = "query_vectors";
    show(metrics, MetricName.CACHE_ENTRIES, one -> one.queries.entryCount(), "cache", cache);
    show(
        metrics,
        MetricName.CACHE_REQUESTS,
        one -> one.queries.hitCount(),
        "cache",
        cache,
        "outcome",
        "hit");
    show(
        metrics,
        MetricName.CACHE_REQUESTS,
        one -> one.queries.missCount(),
        "cache",
        cache,
        "outcome",
        "miss");
  }

  private void show(
      ServerMetrics metrics, MetricName name, ToDoubleFunction<Guarded> part, String... labels) {
    metrics.watch(name, () -> last().map(part::applyAsDouble).orElse(0.0), labels);
  }
}
