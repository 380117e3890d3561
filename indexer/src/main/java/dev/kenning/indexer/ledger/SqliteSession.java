package dev.kenning.indexer.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/// One connection with its prepared statements. For one thread at a time.
final class SqliteSession implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;
  private static final int CACHE_KIB = 16 * 1024;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private SqliteSession(Connection connection) {
    this.connection = connection;
  }

  static SqliteSession writer(Path file, LedgerConfig config) throws SQLException {
    SQLiteConfig settings = settings(config);
    settings.setSynchronous(SynchronousMode.FULL); // a commit is on the disk, not in its cache
    settings.setPageSize(PAGE_BYTES);
    settings.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true"); // what is dropped is overwritten
    settings.setPragma(
        SQLiteConfig.Pragma.MAX_PAGE_COUNT, Long.toString(config.maxSizeBytes() / PAGE_BYTES));
    SqliteSession session = new SqliteSession(settings.createConnection("jdbc:sqlite:" + file));
    try {
      session.run("PRAGMA auto_vacuum = INCREMENTAL"); // free pages can be given back in steps
      session.run(
          "PRAGMA journal_mode = WAL"); // writes the first page: nothing above may follow it
      session.run("PRAGMA journal_size_limit = " + config.journalLimitBytes());
      return session;
    } catch (SQLException e) {
      session.close();
      throw e;
    }
  }

  static SqliteSession reader(Path file, LedgerConfig config) throws SQLException {
    SqliteSession session = copier(file, config);
    session.run("PRAGMA query_only = 1");
    return session;
  }

  /// Reads, and may write copies; needs the file to be there.
  static SqliteSession copier(Path file, LedgerConfig config) throws SQLException {
    SQLiteConfig settings = settings(config);
    settings.resetOpenMode(SQLiteOpenMode.CREATE);
    return new SqliteSession(settings.createConnection(addressToRead(file)));
  }

  /// A database with a write-ahead journal needs a file beside it even to be read. In a folder
  /// where nothing can be written, nobody writes to the database either: where no journal was left,
  /// it is read as something that does not change.
  private static String addressToRead(Path file) {
    Path place = file.toAbsolutePath();
    Path folder = place.getParent();
    boolean unchanging =
        folder != null
            && !Files.isWritable(folder)
            && !Files.exists(place.resolveSibling(place.getFileName() + "-wal"));
    return unchanging
        ? "jdbc:sqlite:" + place.toUri().toString().replace("file:///", "file:/") + "?immutable=1"
        : "jdbc:sqlite:" + file;
  }

  private static SQLiteConfig settings(LedgerConfig config) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, config.busyTimeout().toMillis()));
    settings.setCacheSize(-CACHE_KIB); // negative: in KiB
    return settings;
  }

  /// Makes a value of the row that the cursor is on.
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet cursor = bound(sql, values).executeQuery()) {
      while (cursor.next()) {
        rows.add(row.read(cursor));
      }
    } catch (SQLException e) {
      throw forgetting(sql, e);
    }
    return rows;
  }

  <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
    try (ResultSet cursor = bound(sql, values).executeQuery()) {
      return cursor.next() ? Optional.of(row.read(cursor)) : Optional.empty();
    } catch (SQLException e) {
      throw forgetting(sql, e);
    }
  }

  long number(String sql, @Nullable Object... values) throws SQLException {
    return first(sql, row -> row.getLong(1), values).orElse(0L);
  }

  int update(String sql, @Nullable Object... values) throws SQLException {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw forgetting(sql, e);
    }
  }

  /// Inserts one row and tells its id.
  long insert(String sql, @Nullable Object... values) throws SQLException {
    update(sql, values);
    return number("SELECT last_insert_rowid()");
  }

  /// The driver finalises a statement that failed, and it cannot be run again.
  private SQLException forgetting(String sql, SQLException failure) {
    statements.remove(sql);
    return failure;
  }

  /// A statement without values or rows that is run often, and so kept.
  void keep(String sql) throws SQLException {
    update(sql);
  }

  /// A statement that is run to its end where [#run] would only take its first step.
  void runWhole(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /// A statement that is run too seldom to be kept.
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    connection.close();
  }
}
