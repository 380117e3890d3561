package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.testing.HashingEmbedder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A [HashingEmbedder] that counts what it embeds and fails on request.
final class FaultyEmbedder implements Embedder {
  private final Embedder inner = new HashingEmbedder();
  private final AtomicInteger embeddedCount = new AtomicInteger();
  private volatile Predicate<String> fault = _ -> false;
  private volatile Predicate<String> hang = _ -> false;
  private volatile Predicate<String> memoryFault = _ -> false;

  /// Fails on every call that holds such a text.
  void failOn(Predicate<String> text) {
    fault = text;
  }

  /// Hangs on every call that holds such a text, until its deadline has passed.
  void hangOn(Predicate<String> text) {
    hang = text;
  }

  /// Runs out of memory on every call that holds such a text.
  void runOutOfMemoryOn(Predicate<String> text) {
    memoryFault = text;
  }

  int embeddedCount() {
    return embeddedCount.get();
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
    if (texts.stream().anyMatch(fault)) {
      throw new EmbedderUnavailableException("Injected");
    }
    if (texts.stream().anyMatch(memoryFault)) {
      throw new OutOfMemoryError("Injected");
    }
    while (texts.stream().anyMatch(hang)) {
      deadline.check("embed");
      Thread.onSpinWait();
    }
    embeddedCount.addAndGet(texts.size());
    return inner.embedPassages(texts, deadline);
  }

  @Override
  public void close() {
    inner.close();
  }
}
