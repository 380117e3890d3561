package dev.kenning.search.cli;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ModelId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An embedder of a known model that opens it at the first text, so that a run over an unchanged
/// tree never does. Safe for many threads.
final class LateEmbedder implements Embedder {
  private final ModelId model;
  private final int dimensionCount;
  private final int maxTokenCount;
  private final Supplier<Embedder> opener;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable Embedder open; // written under opening
  private boolean closed; // guarded by opening

  /// @param opener opens the model; called at most once
  LateEmbedder(ModelId model, int dimensionCount, int maxTokenCount, Supplier<Embedder> opener) {
    this.model = model;
    this.dimensionCount = dimensionCount;
    this.maxTokenCount = maxTokenCount;
    this.opener = opener;
  }

  @Override
  public ModelId model() {
    return model;
  }

  @Override
  public int dimensionCount() {
    return dimensionCount;
  }

  @Override
  public int maxTokenCount() {
    return maxTokenCount;
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    return opened().embedQuery(text, deadline);
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    return opened().embedPassages(texts, deadline);
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      if (open != null) {
        open.close();
      }
    } finally {
      opening.unlock();
    }
  }

  private Embedder opened() {
    Embedder known = open;
    return known == null ? openNow() : known;
  }

  private Embedder openNow() {
    opening.lock();
    try {
      if (closed) {
        throw new EmbedderUnavailableException("The embedder is closed");
      }
      Embedder known = open;
      if (known != null) {
        return known;
      }
      Embedder made = opener.get();
      if (!made.model().equals(model)) {
        made.close();
        throw new EmbedderUnavailableException(
            "The index was made with %s, but what can be run here is %s; index with --precision %s"
                .formatted(model, made.model(), made.model().precision()));
      }
      open = made;
      return made;
    } finally {
      opening.unlock();
    }
  }
}
