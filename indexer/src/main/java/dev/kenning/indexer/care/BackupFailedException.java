package dev.kenning.indexer.care;

import java.nio.file.Path;

/// No backup was made, and nothing of it was left: the disk is full, the ledger cannot be read.
public final class BackupFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupFailedException(Path target, Exception cause) {
    super(
        "The backup %s was not made, and nothing of it is left: %s"
            .formatted(target, cause.getMessage()),
        cause);
  }
}
