package dev.kenning.indexer.generation;

/// A generation answers, or is being built, and cannot be removed or built a second time.
public final class GenerationInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GenerationInUseException(String message) {
    super(message);
  }
}
