package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ModelId;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/// Counts the passages that the model really read. Closing it closes nothing.
final class CountingEmbedder implements Embedder {
  private final Embedder inner;
  private final LongAdder embedded = new LongAdder();

  CountingEmbedder(Embedder inner) {
    this.inner = inner;
  }

  long embeddedCount() {
    return embedded.sum();
  }

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
    return embedPassages(texts, deadline, _ -> {});
  }

  @Override
  public List<EmbeddedText> embedPassages(
      List<String> texts, Deadline deadline, IntConsumer arrivals) {
    List<EmbeddedText> vectors = inner.embedPassages(texts, deadline, arrivals);
    embedded.add(
        vectors.stream().filter(text -> text.origin() == EmbeddedText.Origin.MODEL).count());
    return vectors;
  }

  @Override
  public void close() {}
}
