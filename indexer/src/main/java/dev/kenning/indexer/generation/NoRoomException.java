package dev.kenning.indexer.generation;

/// A generation is not begun, because the disk or the memory would not hold it beside the one that
/// answers.
public final class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is needed, what there is, and what to do
  public NoRoomException(String message) {
    super(message);
  }
}
