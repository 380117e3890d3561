package dev.kenning.indexer.run;

import dev.kenning.indexer.source.SourceTree;

/// Brings an index up to date.
@SuppressWarnings("DoNotCallSuggester") // until it is built
public final class IndexRun {
  public IndexRun(IndexStages stages, IndexWorkers workers, IndexRunConfig config) {}

  /// Takes `tree` as the whole of `repository`, then makes everything the ledger holds visible.
  public IndexReport index(String repository, SourceTree tree, IndexProgress.Listener listener) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Makes everything the ledger holds visible.
  public Applied catchUp(IndexProgress.Listener listener) {
    throw new UnsupportedOperationException("Not built yet");
  }
}
