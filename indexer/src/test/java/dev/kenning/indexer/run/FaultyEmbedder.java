package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ForwardingEmbedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A [HashingEmbedder] that counts what it embeds and fails on request.
final class FaultyEmbedder extends ForwardingEmbedder {
  private final AtomicInteger embeddedCount = new AtomicInteger();
  private volatile Predicate<String> fault = _ -> false;
  private volatile Predicate<String> hang = _ -> false;
  private volatile Predicate<String> memoryFault = _ -> false;

  FaultyEmbedder() {
    super(new HashingEmbedder());
  }

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
    return super.embedPassages(texts, deadline);
  }
}
