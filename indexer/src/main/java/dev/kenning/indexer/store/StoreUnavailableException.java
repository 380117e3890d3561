package dev.kenning.indexer.store;

import dev.kenning.indexer.SequenceNumber;

/// The environment refused a read or a write: a full disk, a file-size limit, a vanished mount. The
/// store on disk is as its last commit left it.
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SequenceNumber committed;

  /// @param committed the sequence of the last commit that succeeded
  public StoreUnavailableException(String attempt, SequenceNumber committed, Throwable cause) {
    super(
        "Could not %s (%s); the index stays as committed at sequence %s"
            .formatted(attempt, cause.getMessage(), committed),
        cause);
    this.committed = committed;
  }

  /// What the store still holds for certain.
  public SequenceNumber committed() {
    return committed;
  }
}
