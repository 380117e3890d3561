package dev.kenning.search.answer;

/// The method that was named was visible once, and was moved, renamed or deleted since.
public final class GoneMethodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GoneMethodException(String message) {
    super(message);
  }
}
