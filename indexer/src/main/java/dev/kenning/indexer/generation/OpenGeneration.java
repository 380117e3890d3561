package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.store.MethodStore;

/// A generation that can be written and asked: its store is open, its model too. Closed by whoever
/// holds it; the ledger stays open.
///
/// @param name of its folder
/// @param stages what a run over it needs
public record OpenGeneration(String name, IndexStages stages) implements AutoCloseable {
  public MethodStore store() {
    return stages.store();
  }

  public Embedder embedder() {
    return stages.embedder();
  }

  public ServingUnit unit() {
    return new ServingUnit(store(), embedder());
  }

  @Override
  public void close() {
    try (Embedder _ = embedder()) {
      store().close();
    }
  }
}
