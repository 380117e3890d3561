package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;

/// Opens models by their names. Any thread; opening takes seconds.
public interface ModelSource {
  /// @throws RuntimeException saying what to do, if there is no such model or it cannot be opened
  Embedder open(ModelChoice choice);

  /// Size of the model's weights on the disk.
  long weightsBytes(ModelChoice choice);
}
