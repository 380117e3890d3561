package dev.kenning.embeddings.cache;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/// Takes out of a cache's file what nobody needs any more, and overwrites it: afterwards neither
/// the file nor its log holds a byte of it. Works beside whoever uses the file, in transactions of
/// a thousand rows, so that a writer waits for milliseconds.
///
/// @param removedCount rows taken out
/// @param keptCount rows that stay
/// @param logEmptied whether the write-ahead log could be cut to nothing; where somebody was
///   reading it could not, and it is overwritten as the cache goes on
public record CacheSweep(long removedCount, long keptCount, boolean logEmptied) {
  private static final int CHUNK = 1_000;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /// @param shrink whether the file is written anew without its free pages; others wait meanwhile
  /// @throws CacheUnusableException if the file is not a cache, is damaged, or cannot be written
  public static CacheSweep of(Path file, CacheNeeds needs, boolean shrink)
      throws CacheUnusableException {
    if (!Files.exists(file)) {
      return new CacheSweep(0, 0, true);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA secure_delete = ON");
      CacheSweep swept = sweep(connection, needs);
      if (shrink) {
        statement.execute("VACUUM");
      }
      return new CacheSweep(swept.removedCount, swept.keptCount, emptyLog(statement));
    } catch (SQLException e) {
      throw new CacheUnusableException("it cannot be swept: " + e.getMessage(), e);
    }
  }

  private static CacheSweep sweep(Connection connection, CacheNeeds needs) throws SQLException {
    long removed = 0;
    long kept = 0;
    long last = 0;
    connection.setAutoCommit(false);
    try (PreparedStatement page =
            connection.prepareStatement(
                """
                SELECT e.id, m.name, e.text_hash FROM entries e LEFT JOIN models m ON m.id = e.model
                WHERE e.id > ? ORDER BY e.id LIMIT ?
                """);
        PreparedStatement vector = connection.prepareStatement("DELETE FROM vectors WHERE id = ?");
        PreparedStatement entry = connection.prepareStatement("DELETE FROM entries WHERE id = ?");
        Statement orphans = connection.createStatement()) {
      boolean more = true;
      while (more) {
        List<Long> leaving = new ArrayList<>();
        int seen = 0;
        page.setLong(1, last);
        page.setInt(2, CHUNK);
        try (ResultSet rows = page.executeQuery()) {
          while (rows.next()) {
            seen++;
            last = rows.getLong(1);
            if (CacheKey.stored(rows.getString(2), rows.getBytes(3))
                .filter(needs::contains)
                .isEmpty()) {
              leaving.add(last);
            }
          }
        }
        for (long id : leaving) {
          vector.setLong(1, id);
          entry.setLong(1, id);
          vector.executeUpdate();
          entry.executeUpdate();
        }
        connection.commit();
        removed += leaving.size();
        kept += seen - leaving.size();
        more = seen == CHUNK;
      }
      orphans.executeUpdate("DELETE FROM vectors WHERE id NOT IN (SELECT id FROM entries)");
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    return new CacheSweep(removed, kept, false);
  }

  private static boolean emptyLog(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return row.next() && row.getInt(1) == 0;
    }
  }
}
