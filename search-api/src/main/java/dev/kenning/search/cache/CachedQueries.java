package dev.kenning.search.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ForwardingEmbedder;

/// A model that remembers the vectors of questions, in memory alone: what people ask is not written
/// to disk. A vector is a function of the text and the model, and each of these stands before one
/// model, so that what it remembers is never out of date.
///
/// Any number of threads. Closing it does not close the model.
public final class CachedQueries extends ForwardingEmbedder {
  private static final int FLOAT_BYTES = 4;
  private static final int ENTRY_BYTES = 200;

  private final Cache<String, EmbeddedText> vectors;

  /// @param bytes about how much memory the vectors and their texts may take
  public CachedQueries(Embedder model, long bytes) {
    super(model);
    this.vectors =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher(CachedQueries::weight)
            .recordStats()
            .build();
  }

  private static int weight(String text, EmbeddedText vector) {
    return ENTRY_BYTES + 2 * text.length() + FLOAT_BYTES * vector.embedding().dimensionCount();
  }

  /// Questions whose vector was known.
  public long hitCount() {
    return vectors.stats().hitCount();
  }

  /// Questions that went to the model.
  public long missCount() {
    return vectors.stats().missCount();
  }

  /// Vectors remembered.
  public long entryCount() {
    return vectors.estimatedSize();
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    EmbeddedText known = vectors.getIfPresent(text);
    if (known != null) {
      return new EmbeddedText(
          known.embedding(),
          known.tokenCount(),
          known.truncatedTokenCount(),
          EmbeddedText.Origin.CACHE);
    }
    EmbeddedText made = super.embedQuery(text, deadline);
    vectors.put(text, made);
    return made;
  }

  @Override
  public void close() {
    // its owner closes the model
  }
}
