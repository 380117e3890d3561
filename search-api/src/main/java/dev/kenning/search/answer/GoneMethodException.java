package dev.kenning.search.answer;

import dev.kenning.indexer.MethodId;

/// The method that was named was visible once, and was moved, renamed or deleted since.
public final class GoneMethodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GoneMethodException(String message) {
    super(message);
  }

  /// The method that had this id.
  static GoneMethodException of(MethodId id) {
    return new GoneMethodException(
        "The method %s was moved, renamed or deleted; search for it again".formatted(id.value()));
  }
}
