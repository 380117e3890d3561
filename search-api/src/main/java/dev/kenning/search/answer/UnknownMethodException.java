package dev.kenning.search.answer;

/// No visible method is the one that was named.
public final class UnknownMethodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownMethodException(String message) {
    super(message);
  }
}
