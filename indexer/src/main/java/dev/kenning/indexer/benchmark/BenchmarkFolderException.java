package dev.kenning.indexer.benchmark;

import java.nio.file.Path;

/// A folder was named for a benchmark's indexes that holds something else, which is left alone.
public final class BenchmarkFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchmarkFolderException(Path folder, String reason) {
    super("The folder %s cannot be used: %s".formatted(folder, reason));
  }
}
