package dev.kenning.indexer.follow;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Tells a folder that was emptied from one that something else has taken the place of: where a
/// disk was unmounted, an empty folder is left, and it is another folder. For one thread.
final class RootIdentity {
  private final Path root;
  private @Nullable Object whenFull; // what the folder was when files were last in it

  RootIdentity(Path root) {
    this.root = root;
  }

  /// A look at everything found this many files.
  void seen(int fileCount) {
    if (fileCount > 0) {
      whenFull = identity();
    }
  }

  /// Whether there being no files in the tree means that they were deleted: either something else
  /// is still there, or it is the very folder that files were seen in.
  boolean provesEmptiness() {
    if (hasEntries()) {
      return true;
    }
    Object now = identity();
    return now != null && now.equals(whenFull);
  }

  private boolean hasEntries() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      return entries.iterator().hasNext();
    } catch (IOException e) {
      return false;
    }
  }

  /// Device and inode where there are such; else the time it was made.
  private @Nullable Object identity() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
      return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    } catch (IOException e) {
      return null;
    }
  }
}
