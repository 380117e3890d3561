package dev.kenning.indexer.fact;

/// A word that is no fact; the message says what it could have been.
public final class UnknownFactException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public UnknownFactException(String message) {
    super(message);
  }
}
