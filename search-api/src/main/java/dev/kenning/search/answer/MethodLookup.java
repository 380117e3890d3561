package dev.kenning.search.answer;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.Optional;
import java.util.OptionalDouble;

/// Gives one method by its id. Any number of threads.
public final class MethodLookup {
  private final ServingSource serving;
  private final ChangeLedger ledger;

  public MethodLookup(ServingSource serving, ChangeLedger ledger) {
    this.serving = serving;
    this.ledger = ledger;
  }

  /// The method with its code; empty where no visible method has this id.
  public Optional<MethodResult> method(MethodId id) {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
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
