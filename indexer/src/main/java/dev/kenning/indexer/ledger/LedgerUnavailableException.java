package dev.kenning.indexer.ledger;

/// The ledger could not be read or made durable: a full disk, a read-only directory, another owner.
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerUnavailableException(String message) {
    super(message);
  }

  public LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
