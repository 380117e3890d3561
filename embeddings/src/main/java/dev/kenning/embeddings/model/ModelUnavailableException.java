package dev.kenning.embeddings.model;

/// A model that was asked for is not in the catalogue, or its files are not on this machine. The
/// message says what to do.
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelUnavailableException(String message) {
    super(message);
  }

  public ModelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
