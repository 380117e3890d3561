package dev.kenning.search.cli;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.run.IndexRun;

/// An index that trees can be taken into.
interface FedIndex {
  IndexRun run();

  ChangeLedger ledger();

  /// Lets what was taken be found from now on, if another index answered so far.
  void publish();
}
