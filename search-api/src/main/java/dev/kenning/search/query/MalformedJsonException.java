package dev.kenning.search.query;

/// The body is not JSON, or is JSON of a shape nobody sends in good faith (too deep, a key twice).
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  public MalformedJsonException(String reason, int line, int column, Throwable cause) {
    super(reason, cause);
    this.line = line;
    this.column = column;
  }

  /// Counted from 1; 0 when unknown.
  public int line() {
    return line;
  }

  /// Counted from 1; 0 when unknown.
  public int column() {
    return column;
  }
}
