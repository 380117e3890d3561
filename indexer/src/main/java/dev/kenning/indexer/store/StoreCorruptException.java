package dev.kenning.indexer.store;

import java.nio.file.Path;

/// A store's files are damaged, missing in part, or written by a release this one cannot read. The
/// store is a view of the ledger: the cure is to delete it and build it again.
public final class StoreCorruptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;
  private final String found;

  /// @param path the damaged file, or the store's folder where the file is not known
  /// @param found what was wrong with it
  public StoreCorruptException(Path path, String found, Throwable cause) {
    super(
        "The index at %s is damaged (%s); rebuild it from the ledger".formatted(path, found),
        cause);
    this.path = path;
    this.found = found;
  }

  /// What was wrong with it.
  public String found() {
    return found;
  }

  /// The damaged file, or the store's folder.
  public Path path() {
    return path;
  }
}
