package dev.kenning.embeddings.cache;

import dev.kenning.embeddings.ModelId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The file: a SQLite database in WAL mode, `application_id` [#MAGIC], `user_version` [#VERSION].
///
/// - `models(id, name)`: the model ids seen, `name@precision`
/// - `entries(id, model, text_hash, used)`: small rows, so that marking 20,000 of them as used
///   rewrites hundreds of kilobytes and not the vectors; `used` is the generation that last asked
/// - `vectors(id, token_count, truncated_token_count, vector, checksum)`: see [CacheRow]
/// - `state(name, value)`: `generation`, one more at each opening
///
/// `synchronous=NORMAL`: a killed process loses nothing that was committed; a power cut may lose
/// the last commits, never the file's consistency.
///
/// One connection; not safe for threads, the cache's lock guards it.
final class CacheFile implements AutoCloseable {
  /// "KnEC" in ASCII.
  static final int MAGIC = 0x4b6e4543;

  /// What each version changed. 1: the first.
  static final int VERSION = 1;

  private static final int BUSY_TIMEOUT_MILLIS = 2_000;

  /// Holds five vectors of 384 dimensions, where SQLite's 4,096 hold two and waste a fifth.
  private static final int PAGE_BYTES = 8_192;

  private final Connection connection;
  private final PreparedStatement find;
  private final PreparedStatement insertEntry;
  private final PreparedStatement insertVector;
  private final PreparedStatement touch;
  private final PreparedStatement insertModel;
  private final Map<ModelId, Long> modelIds = new HashMap<>();
  private final long generation;
  private long entryCount;

  private CacheFile(Connection connection) throws SQLException, CacheUnusableException {
    this.connection = connection;
    configure();
    createOrCheck();
    find =
        prepare(
            "SELECT e.id, e.used, v.token_count, v.truncated_token_count, v.vector, v.checksum"
                + " FROM entries e JOIN vectors v ON v.id = e.id"
                + " WHERE e.model = (SELECT id FROM models WHERE name = ?) AND e.text_hash = ?");
    insertEntry =
        prepare(
            "INSERT INTO entries(model, text_hash, used) VALUES (?, ?, ?)"
                + " ON CONFLICT(model, text_hash) DO UPDATE SET used = excluded.used"
                + " RETURNING id");
    insertVector = prepare("INSERT OR REPLACE INTO vectors VALUES (?,?,?,?,?)");
    touch = prepare("UPDATE entries SET used = ? WHERE id = ?");
    insertModel =
        prepare(
            "INSERT INTO models(name) VALUES (?)"
                + " ON CONFLICT(name) DO UPDATE SET name = excluded.name RETURNING id");
    try (PreparedStatement next = prepare("UPDATE state SET value = value + 1 RETURNING value")) {
      generation = readLong(next);
    }
    entryCount = countEntries();
  }

  /// A row and where it is.
  ///
  /// @param stale whether this generation has not used it before
  record Found(long id, boolean stale, CacheRow row) {}

  /// Opens the file, which is made if it is missing.
  ///
  /// @throws CacheUnusableException if there is something else, a newer version, or damage
  /// @throws SQLException if it cannot be read or made now
  static CacheFile open(Path path) throws SQLException, CacheUnusableException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    Connection connection = null;
    try {
      connection = config.createConnection("jdbc:sqlite:" + path);
      return new CacheFile(connection);
    } catch (SQLException | CacheUnusableException e) {
      if (connection != null) {
        connection.close();
      }
      if (e instanceof SQLException sql && isDamage(sql)) {
        throw new CacheUnusableException("the file is damaged", sql);
      }
      throw e;
    }
  }

  /// Whether `e` says that the file's bytes are wrong. A full disk says so in other codes, and its
  /// file is worth keeping.
  static boolean isDamage(SQLException e) {
    int code = primaryCode(e);
    return code == SQLiteErrorCode.SQLITE_CORRUPT.code
        || code == SQLiteErrorCode.SQLITE_NOTADB.code;
  }

  /// Whether `e` says that another process holds the lock, which passes.
  static boolean isBusy(SQLException e) {
    int code = primaryCode(e);
    return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  /// The low byte of an extended code is its primary code; -1 where there is none.
  private static int primaryCode(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & 0xff : -1;
  }

  /// The rows of those keys that have one. Writes nothing, so that a full disk does not hinder it.
  Map<CacheKey, Found> find(Collection<CacheKey> keys) throws SQLException {
    Map<CacheKey, Found> found = new HashMap<>();
    inTransaction(() -> {
      for (CacheKey key : keys) {
        find.setString(1, key.model().toString());
        find.setBytes(2, key.hash());
        try (ResultSet rows = find.executeQuery()) {
          if (rows.next()) {
            boolean stale = rows.getLong(2) < generation;
            found.put(key, new Found(rows.getLong(1), stale, row(rows)));
          }
        }
      }
    });
    return found;
  }

  /// Writes entries and marks others as used, all of it or nothing.
  void write(Map<CacheKey, CacheRow> rows, Collection<Long> usedIds) throws SQLException {
    inTransaction(() -> {
      for (Map.Entry<CacheKey, CacheRow> entry : rows.entrySet()) {
        write(entry.getKey(), entry.getValue());
      }
      for (long id : usedIds) {
        touch.setLong(1, generation);
        touch.setLong(2, id);
        touch.executeUpdate();
      }
    });
    if (!rows.isEmpty()) {
      entryCount = countEntries();
    }
  }

  /// Removes the `count` entries used longest ago, the oldest first.
  void evict(long count) throws SQLException {
    inTransaction(() -> {
      execute("CREATE TEMP TABLE leaving(id INTEGER PRIMARY KEY)");
      execute("INSERT INTO leaving SELECT id FROM entries ORDER BY used, id LIMIT " + count);
      execute("DELETE FROM vectors WHERE id IN (SELECT id FROM leaving)");
      execute("DELETE FROM entries WHERE id IN (SELECT id FROM leaving)");
      execute("DROP TABLE leaving");
    });
    entryCount = countEntries();
  }

  long entryCount() {
    return entryCount;
  }

  /// Folds the log into the file and closes it.
  @Override
  public void close() throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }

  private void write(CacheKey key, CacheRow row) throws SQLException {
    insertEntry.setLong(1, modelId(key.model()));
    insertEntry.setBytes(2, key.hash());
    insertEntry.setLong(3, generation);
    try (ResultSet ids = insertEntry.executeQuery()) {
      ids.next();
      insertVector.setLong(1, ids.getLong(1));
    }
    insertVector.setInt(2, row.tokenCount());
    insertVector.setInt(3, row.truncatedTokenCount());
    insertVector.setBytes(4, row.vector());
    insertVector.setLong(5, row.checksum());
    insertVector.executeUpdate();
  }

  private static CacheRow row(ResultSet rows) throws SQLException {
    byte[] vector = rows.getBytes(5);
    return new CacheRow(
        rows.getInt(3), rows.getInt(4), vector == null ? new byte[0] : vector, rows.getLong(6));
  }

  private long modelId(ModelId model) throws SQLException {
    Long known = modelIds.get(model);
    if (known != null) {
      return known;
    }
    insertModel.setString(1, model.toString());
    try (ResultSet ids = insertModel.executeQuery()) {
      ids.next();
      long id = ids.getLong(1);
      modelIds.put(model, id);
      return id;
    }
  }

  private void configure() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // In this order: a page size is only taken while there is no file, and WAL makes one.
      statement.execute("PRAGMA page_size = " + PAGE_BYTES);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
    }
  }

  private void createOrCheck() throws SQLException, CacheUnusableException {
    try (Statement statement = connection.createStatement()) {
      // Two processes may both find no file; the write lock decides who makes it.
      statement.execute("BEGIN IMMEDIATE");
      boolean isNew = readLong("SELECT count(*) FROM sqlite_schema") == 0;
      if (isNew) {
        create(statement);
      }
      statement.execute("COMMIT");
      check("application_id", MAGIC);
      check("user_version", VERSION);
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("PRAGMA application_id = " + MAGIC);
    statement.execute("PRAGMA user_version = " + VERSION);
    statement.execute(
        "CREATE TABLE models(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT");
    statement.execute(
        "CREATE TABLE entries(id INTEGER PRIMARY KEY, model INTEGER NOT NULL,"
            + " text_hash BLOB NOT NULL, used INTEGER NOT NULL, UNIQUE(model, text_hash)) STRICT");
    statement.execute(
        "CREATE TABLE vectors(id INTEGER PRIMARY KEY, token_count INTEGER NOT NULL,"
            + " truncated_token_count INTEGER NOT NULL, vector BLOB NOT NULL,"
            + " checksum INTEGER NOT NULL) STRICT");
    statement.execute("CREATE TABLE state(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT");
    statement.execute("INSERT INTO state VALUES ('generation', 0)");
  }

  private void check(String pragma, int expected) throws SQLException, CacheUnusableException {
    long found = readLong("PRAGMA " + pragma);
    if (found != expected) {
      throw new CacheUnusableException(
          "its %s is %d, expected %d".formatted(pragma, found, expected));
    }
  }

  /// A statement that does not fit the tables means that they are not a cache's.
  private PreparedStatement prepare(String sql) throws SQLException, CacheUnusableException {
    try {
      return connection.prepareStatement(sql);
    } catch (SQLException e) {
      if (primaryCode(e) == SQLiteErrorCode.SQLITE_ERROR.code) {
        throw new CacheUnusableException("its tables are not a cache's", e);
      }
      throw e;
    }
  }

  private long countEntries() throws SQLException {
    return readLong("SELECT count(*) FROM entries");
  }

  private long readLong(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return readLong(statement);
    }
  }

  private static long readLong(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("A statement that always has a row had none");
      }
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  /// Does all of `work` or nothing. SQLite ends the transaction by itself when the disk is full or
  /// fails; undoing it once more then fails too, and that failure must not take the place of the
  /// first, which says what is wrong.
  private void inTransaction(Work work) throws SQLException {
    execute("BEGIN");
    try {
      work.run();
      execute("COMMIT");
    } catch (SQLException | RuntimeException e) {
      modelIds.clear(); // some of them may be undone
      try {
        execute("ROLLBACK");
      } catch (SQLException undoing) {
        e.addSuppressed(undoing);
      }
      throw e;
    }
  }
}
