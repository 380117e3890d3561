package dev.kenning.indexer.care;

import dev.kenning.embeddings.cache.CacheNeeds;
import java.util.Optional;

/// Tells which vectors of the embedding cache are still of use.
@FunctionalInterface
public interface VectorUse {
  /// Empty where it cannot be told, so that all have to be kept.
  Optional<CacheNeeds> gather(CareProgress progress);
}
