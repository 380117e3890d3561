package dev.kenning.embeddings;

/// No vector can be made now: the embedder is closed, or the model failed. Lexical search still
/// works.
public sealed class EmbedderUnavailableException extends RuntimeException
    permits UnembeddableTextException {
  private static final long serialVersionUID = 1L;

  public EmbedderUnavailableException(String message) {
    super(message);
  }

  public EmbedderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
