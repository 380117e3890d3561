package dev.kenning.embeddings.conversion;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A directory for unfinished work, on the same file system as what it will become, and gone with
/// all it holds when closed.
final class ScratchDirectory implements AutoCloseable {
  private final Path path;

  private ScratchDirectory(Path path) {
    this.path = path;
  }

  /// An existing directory, from now on for unfinished work.
  static ScratchDirectory at(Path path) {
    return new ScratchDirectory(path);
  }

  /// @param result its directory exists
  static ScratchDirectory beside(Path result) throws IOException {
    return new ScratchDirectory(
        Files.createTempDirectory(result.toAbsolutePath().getParent(), ".unfinished-"));
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
