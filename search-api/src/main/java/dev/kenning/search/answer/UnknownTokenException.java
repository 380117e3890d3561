package dev.kenning.search.answer;

/// A token that stands for nothing in this ledger.
public final class UnknownTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownTokenException(String message) {
    super(message);
  }
}
