package dev.kenning.indexer.generation;

/// No index can answer at the moment: the only one was damaged and is being built again.
public final class NothingToServeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param reason one sentence: what is missing, and what is done about it
  public NothingToServeException(String reason) {
    super(reason);
  }
}
