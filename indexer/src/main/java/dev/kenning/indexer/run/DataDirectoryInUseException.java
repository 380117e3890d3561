package dev.kenning.indexer.run;

import java.nio.file.Path;
import java.util.Optional;

/// Another process, or another part of this one, writes to the data directory.
public final class DataDirectoryInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // Transient because owners are not serialised: the exception never leaves the process.
  @SuppressWarnings("serial")
  private final transient Optional<LockOwner> owner;

  DataDirectoryInUseException(Path directory, Optional<LockOwner> owner) {
    super(
        "%s is being written by %s"
            .formatted(directory, owner.map(LockOwner::toString).orElse("another process")));
    this.owner = owner;
  }

  /// Who it is, where that could be read; a server among them can be asked to do the work instead.
  public Optional<LockOwner> owner() {
    return owner;
  }
}
