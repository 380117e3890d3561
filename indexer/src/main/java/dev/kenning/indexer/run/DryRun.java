package dev.kenning.indexer.run;

import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.source.SourceTree;

/// Reads and parses a tree, and keeps nothing.
public final class DryRun {
  public DryRun(MethodExtractor extractor, IndexWorkers workers) {}

  public DryRunReport run(String repository, SourceTree tree, IndexProgress.Listener listener) {
    if (!repository.isEmpty()) {
      throw new UnsupportedOperationException("Not built yet");
    }
    throw new IllegalArgumentException();
  }
}
