package dev.kenning.search.answer;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.Optional;
import java.util.OptionalDouble;

/// Gives one method by its id. Any number of threads.
public final class MethodLookup {
  private final SnapshotSource store;
  private final ChangeLedger ledger;

  public MethodLookup(SnapshotSource store, ChangeLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /// The method with its code; empty where no visible method has this id.
  public Optional<MethodResult> method(MethodId id) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot
          .method(id)
          .map(method ->
              MethodResult.of(
                  method,
                  OptionalDouble.empty(),
                  true,
                  new FreshnessCheck(ledger).of(method),
                  Optional.empty()));
    }
  }
}
