package dev.kenning.search.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kenning.indexer.ledger.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What files on disk hold, by hash, read only when their stamps are not the ones of the last time.
///
/// A stamp is size, time of modification and, where there is one, the file's own key, which another
/// file moved over it does not share. It is believed only of a file that was left alone for
/// [#SETTLING] before it was read: within that time a second write may leave the stamp as it is.
///
/// Holds hashes of at most [#MAX_FILES] files. Any number of threads.
final class DiskContents {
  static final int MAX_FILES = 8_192;
  static final long MAX_BYTES = 5_000_000;

  /// Coarser than the clocks of the file systems in use.
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final Cache<Path, Stamped> known = Caffeine.newBuilder().maximumSize(MAX_FILES).build();

  /// @param clock on the file system's time
  DiskContents(InstantSource clock) {
    this.clock = clock;
  }

  private record Stamp(long size, Instant modified, @Nullable Object key) {}

  private record Stamped(Stamp stamp, ContentHash hash) {}

  /// @throws java.nio.file.NoSuchFileException if there is no file
  /// @throws IOException if it cannot be read, is not a file, or is larger than [#MAX_BYTES]
  ContentHash hash(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
      throw new IOException(file + " is not a file of source");
    }
    Stamp stamp =
        new Stamp(
            attributes.size(), attributes.lastModifiedTime().toInstant(), attributes.fileKey());
    Stamped before = known.getIfPresent(file);
    if (before != null && before.stamp().equals(stamp)) {
      return before.hash();
    }
    boolean settled = stamp.modified().isBefore(clock.instant().minus(SETTLING));
    ContentHash hash = ContentHash.of(Files.readAllBytes(file));
    if (settled) {
      known.put(file, new Stamped(stamp, hash));
    }
    return hash;
  }
}
