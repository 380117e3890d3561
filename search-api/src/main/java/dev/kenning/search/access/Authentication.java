package dev.kenning.search.access;

/// Whether it is known who asks.
public sealed interface Authentication {
  /// It is.
  record Known(Caller caller) implements Authentication {}

  /// No key was shown, or none that counts: which of the two is not told.
  record Unknown() implements Authentication {}
}
