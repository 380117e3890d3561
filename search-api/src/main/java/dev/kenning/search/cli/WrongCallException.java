package dev.kenning.search.cli;

/// What was typed cannot be done; the message names the argument and the remedy.
final class WrongCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongCallException(String message) {
    super(message);
  }
}
