package dev.kenning.search.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where a benchmark works.
final class BenchmarkFolder {
  private BenchmarkFolder() {}

  /// The folder that was asked for, which must be empty or missing, or one in the cache.
  static Path of(Terminal terminal, Optional<String> wanted) throws IOException {
    if (wanted.isEmpty()) {
      return Files.createTempDirectory(
          Files.createDirectories(Engine.cache(terminal)), "benchmark-");
    }
    Path folder = terminal.resolve(wanted.get());
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new WrongCallException("--folder %s is not a folder.".formatted(folder));
      }
      try (DirectoryStream<Path> present = Files.newDirectoryStream(folder)) {
        if (present.iterator().hasNext()) {
          throw new WrongCallException("--folder %s is not empty.".formatted(folder));
        }
      }
    }
    return folder;
  }
}
