package dev.kenning.search.access;

/// The file of keys cannot be read or written, or is something else.
public final class KeyFileUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyFileUnusableException(String message, Throwable cause) {
    super(message, cause);
  }

  public KeyFileUnusableException(String message) {
    super(message);
  }
}
