package dev.kenning.search.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a benchmark works: in a folder that was asked for, which is kept, or in one of the cache,
/// which is deleted when it is over.
final class BenchmarkFolder {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Work here and keep it (default: in the cache, and deleted).")
  private @Nullable String typed;

  Work open(Terminal terminal) throws IOException {
    return new Work(of(terminal, Optional.ofNullable(typed)), typed != null);
  }

  /// The folder that was asked for, which must be empty or missing, or one in the cache.
  static Path of(Terminal terminal, Optional<String> wanted) throws IOException {
    if (wanted.isEmpty()) {
      return passing(terminal);
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

  /// A new one in the cache.
  static Path passing(Terminal terminal) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Engine.cache(terminal)), "benchmark-");
  }

  /// With all that is in it.
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> present = Files.newDirectoryStream(folder)) {
      for (Path entry : present) {
        if (Files.isDirectory(entry)) {
          delete(entry);
        } else {
          Files.delete(entry);
        }
      }
    }
    Files.delete(folder);
  }

  /// A folder while it is worked in.
  ///
  /// @param path the folder
  /// @param kept whether it is kept afterwards
  record Work(Path path, boolean kept) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (!kept) {
        delete(path);
      }
    }
  }
}
