package dev.kenning.embeddings.local;

/// Whether an embedder can answer now.
public sealed interface Readiness {
  /// The model is being loaded and warmed up.
  record Opening() implements Readiness {}

  /// It answers.
  record Ready() implements Readiness {}

  /// It never will.
  ///
  /// @param reason for people
  record Failed(String reason) implements Readiness {}

  /// It was closed.
  record Closed() implements Readiness {}
}
