package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ForwardingEmbedder;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells how many are open: counts down when it is closed.
final class CountedEmbedder extends ForwardingEmbedder {
  private final AtomicInteger openCount;

  CountedEmbedder(Embedder inner, AtomicInteger openCount) {
    super(inner);
    this.openCount = openCount;
  }

  @Override
  public void close() {
    super.close();
    openCount.decrementAndGet();
  }
}
