package dev.kenning.indexer.generation;

/// There is no generation of this name, or none to go back to.
public final class UnknownGenerationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownGenerationException(String message) {
    super(message);
  }
}
