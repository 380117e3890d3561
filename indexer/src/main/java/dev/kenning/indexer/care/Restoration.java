package dev.kenning.indexer.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings a backup back. Every checksum is held before anything is touched; the files are then
/// written to a folder beside the data directory, looked at once more there, and put in its place
/// by a rename. A data directory that was there is kept beside it under another name, never
/// deleted.
public final class Restoration {
  /// What an empty data directory may hold: the trace of who wrote to it.
  private static final String LOCK_FILE = "kenning.lock";

  private static final int MOST_KEPT = 1_000;

  private final Path place;
  private final Acceptance acceptance;

  /// @param place where the data directory shall be
  /// @param acceptance looks at what was unpacked before it takes that place
  public Restoration(Path place, Acceptance acceptance) {
    this.place = place.toAbsolutePath().normalize();
    this.acceptance = acceptance;
  }

  /// The last look at an unpacked ledger, which may also prepare it for its new life.
  @FunctionalInterface
  public interface Acceptance {
    /// @throws BackupUnusableException if it must not be put in place
    void accept(Path ledgerFile) throws BackupUnusableException;
  }

  /// What came of it.
  public sealed interface Outcome {
    /// The data directory is there.
    ///
    /// @param kept where what was there before is now
    record Restored(BackupManifest manifest, Optional<Path> kept) implements Outcome {}

    /// There is a data directory already, and nothing was said about replacing it; nothing was
    /// done.
    record Occupied(Path place) implements Outcome {}
  }

  /// Durable on return.
  ///
  /// @param replace whether a data directory that holds something may be moved aside
  /// @throws BackupUnusableException if the backup is damaged; nothing was touched
  /// @throws IOException if the disk refused; what was there is there again
  public Outcome restore(Backup backup, boolean replace, CareProgress progress)
      throws IOException, BackupUnusableException {
    boolean occupied = isOccupied();
    if (occupied && !replace) {
      return new Outcome.Occupied(place);
    }
    backup.check(progress);
    Path parent = place.getParent();
    if (parent == null) {
      throw new IOException(place + " cannot be replaced: it has no folder above it");
    }
    Files.createDirectories(parent);
    Path unfinished = Files.createTempDirectory(parent, "." + place.getFileName() + ".restoring-");
    try {
      backup.unpackInto(unfinished, progress);
      acceptance.accept(unfinished.resolve(BackupManifest.LEDGER));
      return new Outcome.Restored(backup.manifest(), swap(unfinished, occupied));
    } finally {
      FileTrees.delete(unfinished);
    }
  }

  private boolean isOccupied() throws IOException {
    if (!Files.exists(place)) {
      return false;
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.anyMatch(file -> !file.getFileName().toString().equals(LOCK_FILE));
    }
  }

  private Optional<Path> swap(Path unfinished, boolean occupied) throws IOException {
    Path parent = place.getParent();
    if (!occupied) {
      FileTrees.delete(place);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
      FileTrees.forceFolder(parent);
      return Optional.empty();
    }
    Path kept = freeName();
    Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
    @Nullable IOException failure = null;
    try {
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      failure = e;
      Files.move(kept, place, StandardCopyOption.ATOMIC_MOVE);
    }
    FileTrees.forceFolder(parent);
    if (failure != null) {
      throw failure;
    }
    return Optional.of(kept);
  }

  private Path freeName() throws IOException {
    for (int i = 1; i < MOST_KEPT; i++) {
      Path candidate = place.resolveSibling(place.getFileName() + ".before-restore-" + i);
      if (!Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new IOException("There are too many %s.before-restore-…".formatted(place));
  }
}
