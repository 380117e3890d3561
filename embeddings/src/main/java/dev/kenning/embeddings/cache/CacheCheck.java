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
import java.util.function.LongConsumer;
import org.sqlite.SQLiteConfig;

/// Reads a cache's file from its first row to its last and holds each against its checksum, beside
/// whoever uses the file and without changing it.
public final class CacheCheck {
  private static final int MOST_PROBLEMS = 10;
  private static final long ROWS_BETWEEN_REPORTS = 4_096;

  private CacheCheck() {}

  /// @param checked told now and then how many rows have been read
  public static CacheCondition of(Path file, LongConsumer checked) {
    if (!Files.exists(file)) {
      return new CacheCondition.Absent();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN"); // one instant for all that follows
      long magic = number(statement, "PRAGMA application_id");
      long version = number(statement, "PRAGMA user_version");
      if (magic != CacheFile.MAGIC || version != CacheFile.VERSION) {
        return new CacheCondition.Illegible(
            "it is not a cache of this version (application id %x, version %d)"
                .formatted(magic, version));
      }
      List<String> problems = problems(statement);
      return read(connection, problems, checked);
    } catch (SQLException e) {
      return new CacheCondition.Illegible(String.valueOf(e.getMessage()));
    }
  }

  private static CacheCondition read(
      Connection connection, List<String> problems, LongConsumer checked) throws SQLException {
    long rows = 0;
    long damaged = 0;
    try (PreparedStatement all =
            connection.prepareStatement(
                """
                SELECT m.name, e.text_hash, v.token_count, v.truncated_token_count, v.vector,
                  v.checksum
                FROM entries e LEFT JOIN models m ON m.id = e.model
                  LEFT JOIN vectors v ON v.id = e.id
                """);
        ResultSet row = all.executeQuery()) {
      while (row.next()) {
        damaged += isWhole(row) ? 0 : 1;
        if (++rows % ROWS_BETWEEN_REPORTS == 0) {
          checked.accept(rows);
        }
      }
    }
    checked.accept(rows);
    return new CacheCondition.Legible(rows, damaged, problems);
  }

  private static boolean isWhole(ResultSet row) throws SQLException {
    byte[] vector = row.getBytes(5);
    if (vector == null) {
      return false;
    }
    CacheRow kept = new CacheRow(row.getInt(3), row.getInt(4), vector, row.getLong(6));
    return CacheKey.stored(row.getString(1), row.getBytes(2)).filter(kept::isWhole).isPresent();
  }

  private static List<String> problems(Statement statement) throws SQLException {
    List<String> problems = new ArrayList<>();
    try (ResultSet lines =
        statement.executeQuery("PRAGMA integrity_check(" + MOST_PROBLEMS + ")")) {
      while (lines.next()) {
        if (!"ok".equals(lines.getString(1))) {
          problems.add(lines.getString(1));
        }
      }
    }
    return problems;
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
