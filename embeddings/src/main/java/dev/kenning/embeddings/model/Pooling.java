package dev.kenning.embeddings.model;

/// How the token vectors of the last layer become one vector.
public enum Pooling {
  /// The vector of the first token, `[CLS]`.
  CLS,
  /// The mean over the text's tokens, padding left out.
  MEAN
}
