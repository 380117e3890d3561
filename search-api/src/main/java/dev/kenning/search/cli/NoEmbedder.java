package dev.kenning.search.cli;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import java.util.List;

/// Stands for the model where only words are asked for: says which it would be, and opens nothing.
///
/// @param fingerprint of the index that is asked
record NoEmbedder(IndexFingerprint fingerprint) implements Embedder {
  @Override
  public ModelId model() {
    return fingerprint.model();
  }

  @Override
  public int dimensionCount() {
    return fingerprint.dimensionCount();
  }

  @Override
  public int maxTokenCount() {
    return 0;
  }

  @Override
  public EmbeddedText embedQuery(String text, Deadline deadline) {
    throw notOpened();
  }

  @Override
  public List<EmbeddedText> embedPassages(List<String> texts, Deadline deadline) {
    throw notOpened();
  }

  @Override
  public void close() {}

  private static EmbedderUnavailableException notOpened() {
    return new EmbedderUnavailableException("The model was not opened: only words were asked for");
  }
}
