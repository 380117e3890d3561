package dev.kenning.embeddings.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;

/// Replaces a damaged cache's file by one that holds what is whole of it. Nobody else may use the
/// file meanwhile; twice its space is needed.
///
/// @param keptCount vectors that stay
/// @param droppedCount rows that were damaged, and places where none could be read
public record CacheMend(long keptCount, long droppedCount) {
  /// @throws CacheUnusableException if nothing can be read of it; it is as it was
  /// @throws IOException if the new file cannot be put in its place
  public static CacheMend of(Path file) throws CacheUnusableException, IOException {
    Path fresh = beside(file, ".mending");
    delete(fresh);
    CacheSalvage salvage;
    try (CacheFile made = CacheFile.open(fresh)) {
      salvage = CacheSalvage.of(file, made);
    } catch (SQLException e) {
      delete(fresh);
      throw new CacheUnusableException("nothing can be read of it", e);
    }
    delete(file);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    return new CacheMend(salvage.savedCount(), salvage.lostCount());
  }

  /// With its log, which belongs to no other file.
  private static void delete(Path file) throws IOException {
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(beside(file, suffix));
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
