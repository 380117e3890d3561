package dev.kenning.indexer.store;

import dev.kenning.indexer.IndexFingerprint;
import java.nio.file.Path;

/// A store was made by other rules than those it is opened with: another model, other extraction or
/// passage rules, another schema. A generation for the new rules has to be built beside it.
public final class FingerprintMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient IndexFingerprint expected;
  private final transient IndexFingerprint found;

  public FingerprintMismatchException(
      Path path, IndexFingerprint expected, IndexFingerprint found) {
    super(
        "The index at %s was made by %s, not by %s; build a new generation"
            .formatted(path, found, expected));
    this.expected = expected;
    this.found = found;
  }

  /// The rules asked for.
  public IndexFingerprint expected() {
    return expected;
  }

  /// The rules the store was made by.
  public IndexFingerprint found() {
    return found;
  }
}
