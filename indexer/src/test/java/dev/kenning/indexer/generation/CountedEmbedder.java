package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ModelId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Tells how many are open: counts down when it is closed.
record CountedEmbedder(Embedder inner, AtomicInteger openCount) implements Embedder {
  @Override
  public ModelId model() {
    return inner.model();
  }

  @Override
  public int dimensionCount() {
    return inner.dimensionCount();
  }

  @Override
  public int maxTokenCount() {
    return inner.maxTokenCount();
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return inner.embedQuery(text, deadline);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return inner.embedPassages(texts, deadline);
  }

  @Override
  public void close() {
    inner.close();
    openCount.decrementAndGet();
  }
}
