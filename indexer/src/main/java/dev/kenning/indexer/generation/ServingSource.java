package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.store.SnapshotSource;

/// Hands out what answers a request. Any number of threads.
@FunctionalInterface
public interface ServingSource {
  /// What answers now, kept open until the lease is closed, whatever is published meanwhile. Every
  /// request takes one and works with nothing else.
  ///
  /// @throws NothingToServeException if no index can answer at the moment
  ServingLease lease();

  /// Always the same; its owner closes it.
  static ServingSource of(SnapshotSource store, Embedder embedder) {
    ServingUnit unit = new ServingUnit(store, embedder);
    return () -> new ServingLease(unit, () -> {});
  }
}
