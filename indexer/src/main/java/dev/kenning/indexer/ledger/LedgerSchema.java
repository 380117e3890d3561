package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// The ledger's tables, in a SQLite database whose application id is [#APPLICATION_ID] and whose
/// user version is [#VERSION].
///
/// | table | holds |
/// | --- | --- |
/// | `repositories` | names with their root; a name deleted and made again is a new row |
/// | `changes` | every accepted change in order; only ever appended to |
/// | `files` | for each file its latest change; a tombstone has no content |
/// | `contents` | bytes by SHA-256, each once, as a zstd frame |
/// | `stamps` | what the file system said of a followed file when it was last read |
/// | `deletions` | repositories that were deleted, and when in the order |
/// | `set_aside` | files whose content made a stage fail, and why |
///
/// Versions:
/// 1. the first.
final class LedgerSchema {
  /// "KNLG".
  static final int APPLICATION_ID = 0x4B4E4C47;

  static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE repositories(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            root TEXT,
            incarnation INTEGER NOT NULL)
          """,
          """
          CREATE TABLE changes(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL,
            path TEXT,
            version INTEGER NOT NULL,
            content INTEGER)
          """,
          """
          CREATE TABLE files(
            repository INTEGER NOT NULL,
            path TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            version INTEGER NOT NULL,
            content INTEGER,
            PRIMARY KEY(repository, path)) WITHOUT ROWID
          """,
          "CREATE UNIQUE INDEX files_by_sequence ON files(sequence)",
          """
          CREATE TABLE contents(
            id INTEGER PRIMARY KEY,
            hash BLOB NOT NULL UNIQUE,
            size INTEGER NOT NULL,
            frame BLOB NOT NULL)
          """,
          """
          CREATE TABLE stamps(
            repository INTEGER NOT NULL,
            path TEXT NOT NULL,
            size INTEGER NOT NULL,
            mark INTEGER NOT NULL,
            PRIMARY KEY(repository, path)) WITHOUT ROWID
          """,
          """
          CREATE TABLE deletions(
            sequence INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            incarnation INTEGER NOT NULL)
          """,
          """
          CREATE TABLE set_aside(
            repository INTEGER NOT NULL,
            path TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            stage TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY(repository, path)) WITHOUT ROWID
          """);

  private LedgerSchema() {}

  /// Makes the tables in an empty database; leaves a ledger as it is.
  static void prepare(SqliteSession session, Path file) throws SQLException {
    if (isEmpty(session)) {
      session.run("BEGIN IMMEDIATE");
      if (isEmpty(session)) { // another process may have been quicker
        for (String table : TABLES) {
          session.run(table);
        }
        session.run("PRAGMA application_id = " + APPLICATION_ID);
        session.run("PRAGMA user_version = " + VERSION);
      }
      session.run("COMMIT");
    }
    check(session, file);
  }

  /// @throws LedgerCorruptException if this is not a ledger
  /// @throws LedgerUnavailableException if a newer Kenning wrote it
  static void check(SqliteSession session, Path file) throws SQLException {
    long application = session.number("PRAGMA application_id");
    if (application != APPLICATION_ID) {
      throw new LedgerCorruptException(
          "%s is a database but not a ledger: its application id is %x, not %x"
              .formatted(file, application, APPLICATION_ID));
    }
    long version = session.number("PRAGMA user_version");
    if (version != VERSION) {
      throw new LedgerUnavailableException(
          "%s has the ledger format %d; this Kenning reads %d".formatted(file, version, VERSION));
    }
  }

  private static boolean isEmpty(SqliteSession session) throws SQLException {
    return session.number("PRAGMA application_id") == 0
        && session.number("SELECT count(*) FROM sqlite_schema") == 0;
  }
}
