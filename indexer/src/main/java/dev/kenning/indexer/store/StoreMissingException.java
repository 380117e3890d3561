package dev.kenning.indexer.store;

import java.nio.file.Path;

/// There is no store to read: nothing was ever committed there.
public final class StoreMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  public StoreMissingException(Path path) {
    super("There is no index at " + path);
    this.path = path;
  }

  /// Where one was looked for.
  public Path path() {
    return path;
  }
}
