package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.store.SnapshotSource;

/// What answers belong together: an index, and the model that made its vectors. Ranking reads the
/// model's scale from the index's fingerprint, so it is of the same unit.
///
/// @param store gives snapshots
/// @param embedder of the store's model
public record ServingUnit(SnapshotSource store, Embedder embedder) {}
