package dev.kenning.embeddings.cache;

import dev.kenning.embeddings.ModelId;
import java.util.HashSet;
import java.util.Set;

/// The texts whose vectors are still needed, by model; some 90 bytes of heap each. For one thread.
public final class CacheNeeds {
  private final Set<CacheKey> keys = new HashSet<>();

  /// @param text with its prefix, as the model reads it
  public void add(ModelId model, String text) {
    keys.add(CacheKey.of(model, text));
  }

  public long count() {
    return keys.size();
  }

  boolean contains(CacheKey key) {
    return keys.contains(key);
  }
}
