package dev.kenning.indexer.ledger;

/// The repository's name is taken by another root.
public final class RepositoryRootConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RepositoryRootConflictException(String message) {
    super(message);
  }

  public RepositoryRootConflictException(String message, Throwable cause) {
    super(message, cause);
  }
}
