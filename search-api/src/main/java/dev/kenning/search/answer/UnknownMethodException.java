package dev.kenning.search.answer;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;

/// No visible method is the one that was named.
public final class UnknownMethodException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownMethodException(String message) {
    super(message);
  }

  /// No visible method has this id.
  public static UnknownMethodException of(MethodId id) {
    return new UnknownMethodException("No visible method has the id " + id);
  }

  /// No indexed method holds this line.
  public static UnknownMethodException at(FileKey file, int line) {
    return new UnknownMethodException(
        "No indexed method holds line %d of %s".formatted(line, file));
  }
}
