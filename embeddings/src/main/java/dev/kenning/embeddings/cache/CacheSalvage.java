package dev.kenning.embeddings.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;

/// Carries the rows of a damaged file that are what was written into a fresh one, one at a time, so
/// that a bad page costs the rows on it and no others. A row is taken by its checksum, never on
/// trust.
///
/// Rows are asked for by their number, in ascending order. Where SQLite cannot tell the next one,
/// because a page with some hundred of them is bad, numbers are tried one by one until it can.
///
/// @param savedCount rows carried over
/// @param lostCount rows that were not whole, and numbers for which none could be read
record CacheSalvage(long savedCount, long lostCount) {
  private static final int GROUP_SIZE = 1_000;

  /// Numbers tried in vain after which the rest is given up: more than the bad pages of a usable
  /// file hold.
  private static final int MOST_IN_VAIN = 100_000;

  private static final String NEXT = "SELECT id FROM entries WHERE id > ? ORDER BY id LIMIT 1";
  private static final String ROW =
      """
      SELECT m.name, e.text_hash, v.token_count, v.truncated_token_count, v.vector, v.checksum
      FROM entries e JOIN models m ON m.id = e.model JOIN vectors v ON v.id = e.id
      WHERE e.id = ?
      """;

  /// @param damaged is not changed
  /// @throws SQLException if there is nothing to be read, or `fresh` cannot be written
  static CacheSalvage of(Path damaged, CacheFile fresh) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + damaged);
        Question next = new Question(connection, NEXT);
        Question row = new Question(connection, ROW)) {
      return carry(next, row, fresh);
    } finally {
      forget(damaged, "-shm");
    }
  }

  private static CacheSalvage carry(Question next, Question row, CacheFile fresh)
      throws SQLException {
    Map<CacheKey, CacheRow> group = new LinkedHashMap<>();
    long saved = 0;
    long lost = 0;
    long last = 0;
    int inVain = 0;
    while (inVain < MOST_IN_VAIN) {
      OptionalLong id;
      try {
        id = after(next, last);
        inVain = 0;
      } catch (SQLException e) { // a bad page: the next number may be on another one
        last++;
        inVain++;
        lost++;
        continue;
      }
      if (id.isEmpty()) {
        break;
      }
      last = id.getAsLong();
      if (take(row, last, group)) {
        saved++;
      } else {
        lost++;
      }
      if (group.size() == GROUP_SIZE) {
        fresh.write(group, List.of());
        group.clear();
      }
    }
    fresh.write(group, List.of());
    return new CacheSalvage(saved, lost);
  }

  private static OptionalLong after(Question next, long id) throws SQLException {
    try (ResultSet rows = next.ask(id)) {
      return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
    }
  }

  private static boolean take(Question row, long id, Map<CacheKey, CacheRow> group) {
    try (ResultSet rows = row.ask(id)) {
      byte[] vector = rows.next() ? rows.getBytes(5) : null;
      if (vector == null) {
        return false;
      }
      CacheRow kept = new CacheRow(rows.getInt(3), rows.getInt(4), vector, rows.getLong(6));
      Optional<CacheKey> key =
          CacheKey.stored(rows.getString(1), rows.getBytes(2)).filter(kept::isWhole);
      key.ifPresent(whole -> group.put(whole, kept));
      return key.isPresent();
    } catch (SQLException e) {
      return false;
    }
  }

  /// A statement about a number. One that failed is not asked again: another takes its place.
  private static final class Question implements AutoCloseable {
    private final Connection connection;
    private final String sql;
    private PreparedStatement statement;

    Question(Connection connection, String sql) throws SQLException {
      this.connection = connection;
      this.sql = sql;
      this.statement = connection.prepareStatement(sql);
    }

    ResultSet ask(long id) throws SQLException {
      try {
        statement.setLong(1, id);
        return statement.executeQuery();
      } catch (SQLException e) {
        statement.close();
        statement = connection.prepareStatement(sql);
        throw e;
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /// What reading leaves beside the file.
  private static void forget(Path file, String suffix) {
    try {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
    } catch (IOException e) {
      // it is in nobody's way
    }
  }
}
