package dev.kenning.search.breaker;

/// A part is better left alone at the moment: too many of its calls failed.
public final class CircuitOpenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CircuitOpenException(String part) {
    super(part + " circuit open", null, false, false);
  }
}
