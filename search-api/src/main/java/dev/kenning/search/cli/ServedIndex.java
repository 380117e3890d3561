package dev.kenning.search.cli;

import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.search.answer.Catchup;
import dev.kenning.search.answer.IndexStatus;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.LiveCatchup;
import dev.kenning.search.answer.MethodLookup;
import dev.kenning.search.answer.SimilarSearch;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.http.Backend;
import dev.kenning.search.http.Upkeep;

/// Puts together what a server answers with.
final class ServedIndex {
  private ServedIndex() {}

  static Backend backend(WritableIndex index, LiveIndex live) {
    FusionConfig ranking = FusionConfig.defaults();
    Catchup catchup = new LiveCatchup(live);
    ServingSource serving = ServingSource.of(index.store(), index.embedder());
    return new Backend(
        new IntentSearch(serving, index.ledger(), ranking, catchup),
        new SimilarSearch(serving, index.ledger(), ranking, new SnippetPassages(), catchup),
        new MethodLookup(serving, index.ledger(), catchup),
        new IndexStatus(serving, index.ledger()),
        index.ledger(),
        Upkeep.of(live),
        () -> true);
  }
}
