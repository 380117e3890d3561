package dev.kenning.search.http;

import dev.kenning.indexer.generation.LiveGenerations;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.search.answer.IndexStatus;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.MethodLookup;
import dev.kenning.search.answer.SimilarSearch;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What the routes call. Assembled, and its parts closed, by the composition root.
///
/// @param search answers intents
/// @param similar answers "more like this"
/// @param methods gives single methods
/// @param status tells the state
/// @param ledger knows repositories; it is only read here
/// @param upkeep takes changes, runs syncs, and makes visible what was taken
/// @param ready whether questions can be answered now
/// @param generations builds and publishes indexes; empty where there is one that stays
public record Backend(
    IntentSearch search,
    SimilarSearch similar,
    MethodLookup methods,
    IndexStatus status,
    ChangeLedger ledger,
    Upkeep upkeep,
    BooleanSupplier ready,
    Optional<LiveGenerations> generations) {

  /// With one index that is never replaced.
  public Backend(
      IntentSearch search,
      SimilarSearch similar,
      MethodLookup methods,
      IndexStatus status,
      ChangeLedger ledger,
      Upkeep upkeep,
      BooleanSupplier ready) {
    this(search, similar, methods, status, ledger, upkeep, ready, Optional.empty());
  }
}
