package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.EmbeddedText;

/// Is told of every passage the model has embedded, as soon as its batch has ended and whether or
/// not anybody still waits for it; so that what was computed can be kept.
@FunctionalInterface
public interface EmbeddingListener {
  /// Called on a worker's thread, before the text's callers are answered. Must return quickly; what
  /// it throws is logged and otherwise ignored.
  void embedded(String text, EmbeddedText embedded);

  /// Keeps nothing.
  static EmbeddingListener none() {
    return (_, _) -> {};
  }
}
