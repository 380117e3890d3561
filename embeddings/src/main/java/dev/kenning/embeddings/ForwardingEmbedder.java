package dev.kenning.embeddings;

import java.util.List;

/// Another embedder in all but what a subclass says otherwise, its closing included. Progress over
/// passages is told at the end, through whatever [#embedPassages(List, Deadline)] a subclass has,
/// so that nothing goes past it.
public abstract class ForwardingEmbedder implements Embedder {
  private final Embedder inner;

  /// @param inner answers; closed with this one
  protected ForwardingEmbedder(Embedder inner) {
    this.inner = inner;
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
    return inner.embedPassages(texts, deadline);
  }

  @Override
  public void close() {
    inner.close();
  }
}
