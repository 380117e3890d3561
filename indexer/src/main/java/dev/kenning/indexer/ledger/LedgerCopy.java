package dev.kenning.indexer.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// Writes a copy of a ledger while it is in use: as one read transaction, so that the copy is one
/// state; under another name until it is whole and on the disk. Any thread.
final class LedgerCopy {
  private final Path file;
  private final LedgerConfig config;

  LedgerCopy(Path file, LedgerConfig config) {
    this.file = file;
    this.config = config;
  }

  LedgerBackup writeTo(Path target) {
    Path place = target.toAbsolutePath();
    if (Files.exists(place)) {
      throw new LedgerUnavailableException("There is a file at " + target + " already");
    }
    Path draft = place.resolveSibling(place.getFileName() + ".part");
    try {
      Files.deleteIfExists(draft); // of a copy that was broken off
      LedgerBackup backup = write(draft);
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      force(place.getParent() == null ? place : place.getParent(), StandardOpenOption.READ);
      return backup;
    } catch (IOException e) {
      throw new LedgerUnavailableException("The copy " + target + " cannot be written: " + e, e);
    } finally {
      discard(draft);
    }
  }

  private LedgerBackup write(Path draft) throws IOException {
    try (SqliteSession session = SqliteSession.copier(file, config)) {
      session.update("VACUUM INTO ?", draft.toString());
    } catch (SQLException e) {
      throw failure(draft, e);
    }
    force(draft, StandardOpenOption.WRITE);
    try (SqliteSession copy = SqliteSession.reader(draft, config)) {
      return new LedgerBackup(
          LedgerReads.identity(copy), LedgerReads.head(copy), Files.size(draft));
    } catch (SQLException e) {
      throw failure(draft, e);
    }
  }

  private RuntimeException failure(Path draft, SQLException e) {
    RuntimeException named = LedgerFailures.named(file, e);
    return named instanceof LedgerCorruptException
        ? named
        : new LedgerUnavailableException(
            "The ledger %s cannot be copied to %s: %s".formatted(file, draft, e.getMessage()), e);
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    } catch (IOException e) {
      if (Files.isRegularFile(path)) {
        throw e;
      }
      // A folder, on Windows: the rename itself is journalled there.
    }
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // The next copy to this place tries again.
    }
  }
}
