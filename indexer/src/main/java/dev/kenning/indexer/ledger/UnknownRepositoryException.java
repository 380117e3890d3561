package dev.kenning.indexer.ledger;

/// There is no repository of this name.
public final class UnknownRepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownRepositoryException(String message) {
    super(message);
  }

  public UnknownRepositoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
