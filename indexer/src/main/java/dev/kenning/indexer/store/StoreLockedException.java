package dev.kenning.indexer.store;

import java.nio.file.Path;

/// Another writer, in this process or another, has the store open.
public final class StoreLockedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  public StoreLockedException(Path path, Throwable cause) {
    super("Another process writes to the index at " + path, cause);
    this.path = path;
  }

  /// The store's folder.
  public Path path() {
    return path;
  }
}
