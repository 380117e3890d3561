package dev.kenning.indexer.ledger;

/// What the ledger holds is not what was put in.
public final class LedgerCorruptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerCorruptException(String message) {
    super(message);
  }

  public LedgerCorruptException(String message, Throwable cause) {
    super(message, cause);
  }
}
