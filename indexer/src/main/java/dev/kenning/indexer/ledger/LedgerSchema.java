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
/// | `changes` | accepted changes in order, each with the change of its file before it, and when it came by the ledger's clock (0: not known); only ever appended to, and compacted |
/// | `files` | for each file its latest change; a tombstone has no content |
/// | `contents` | bytes by SHA-256, each once, as a zstd frame |
/// | `stamps` | what the file system said of a followed file when it was last read |
/// | `deletions` | repositories that were deleted, and when in the order |
/// | `exclusions` | globs over what a followed repository leaves out of its tree |
/// | `set_aside` | files whose content made a stage fail, why, and by which rules of the stage |
/// | `lineage` | the identities this ledger has had, and from where in the order; the last is its own |
/// | `marks` | single numbers, such as up to where history was compacted |
/// | `answers` | what was answered to requests with an idempotency key; the newest ones |
/// | `rejections` | changes that were turned away, and why; the newest ones |
/// | `jobs` | work that was asked for, and what came of it; the newest ended ones |
///
/// A new ledger is made by the same steps that bring an old one up to date.
///
/// Versions:
/// 1. the first.
/// 2. identity, times of acceptance, rules of set-aside files, answers, rejections, jobs,
/// 3. what a followed repository leaves out of its tree. compaction.
final class LedgerSchema {
  /// "KNLG".
  static final int APPLICATION_ID = 0x4B4E4C47;

  private static final List<String> VERSION_1 =
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

  private static final List<String> VERSION_2 =
      List.of(
          "ALTER TABLE changes ADD COLUMN accepted_at INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE changes ADD COLUMN previous INTEGER",
          """
          UPDATE changes SET previous = history.previous FROM (
            SELECT sequence, lag(sequence) OVER (
                PARTITION BY repository, path ORDER BY sequence) AS previous
            FROM changes WHERE path IS NOT NULL) AS history
          WHERE history.sequence = changes.sequence AND history.previous IS NOT NULL
          """,
          "CREATE INDEX changes_by_content ON changes(content) WHERE content IS NOT NULL",
          "ALTER TABLE set_aside ADD COLUMN rules INTEGER NOT NULL DEFAULT 0",
          """
          CREATE TABLE lineage(
            place INTEGER PRIMARY KEY,
            identity TEXT NOT NULL UNIQUE,
            since INTEGER NOT NULL)
          """,
          "CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
          """
          CREATE TABLE answers(
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL,
            key TEXT NOT NULL,
            request BLOB NOT NULL,
            answer TEXT NOT NULL,
            UNIQUE(repository, key))
          """,
          """
          CREATE TABLE rejections(
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            repository INTEGER NOT NULL,
            path TEXT NOT NULL,
            reason TEXT NOT NULL,
            given INTEGER NOT NULL,
            held INTEGER NOT NULL,
            rejected_at INTEGER NOT NULL)
          """,
          """
          CREATE TABLE jobs(
            place INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            repository TEXT,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            progress TEXT NOT NULL,
            counts TEXT NOT NULL,
            failures TEXT NOT NULL,
            queued_at INTEGER NOT NULL,
            started_at INTEGER,
            ended_at INTEGER)
          """,
          "CREATE INDEX jobs_by_state ON jobs(state, place)",
          "INSERT INTO lineage(place, identity, since) VALUES (1, lower(hex(randomblob(8))), 0)");

  private static final List<String> VERSION_3 =
      List.of(
          """
          CREATE TABLE exclusions(
            repository INTEGER NOT NULL,
            glob TEXT NOT NULL,
            PRIMARY KEY(repository, glob)) WITHOUT ROWID
          """);

  /// What each version adds to the one before it.
  private static final List<List<String>> STEPS = List.of(VERSION_1, VERSION_2, VERSION_3);

  static final int VERSION = STEPS.size();

  private LedgerSchema() {}

  /// Makes the tables in an empty database, and brings a ledger of an older version up to date, as
  /// one transaction: whoever is killed on the way leaves the old ledger whole.
  static void prepare(SqliteSession session, Path file) throws SQLException {
    if (!isEmpty(session)) {
      requireLedger(session, file);
    }
    if (version(session) < VERSION) {
      session.run("BEGIN IMMEDIATE");
      upgrade(session); // from what it is now: another process may have been quicker
      session.run("COMMIT");
    }
    check(session, file);
  }

  private static void upgrade(SqliteSession session) throws SQLException {
    for (List<String> step : STEPS.subList((int) version(session), VERSION)) {
      for (String statement : step) {
        session.run(statement);
      }
    }
    session.run("PRAGMA application_id = " + APPLICATION_ID);
    session.run("PRAGMA user_version = " + VERSION);
  }

  /// @throws LedgerCorruptException if this is not a ledger
  /// @throws LedgerUnavailableException if a newer Kenning wrote it, or an older one and nobody has
  ///   opened it for writing since
  static void check(SqliteSession session, Path file) throws SQLException {
    requireLedger(session, file);
    long version = version(session);
    if (version > VERSION) {
      throw new LedgerUnavailableException(
          "%s has the ledger format %d; this Kenning reads %d. Use the Kenning that wrote it, or a newer one"
              .formatted(file, version, VERSION));
    }
    if (version < VERSION) {
      throw new LedgerUnavailableException(
          "%s has the older ledger format %d; kenning index or kenning serve brings it up to format %d"
              .formatted(file, version, VERSION));
    }
  }

  private static void requireLedger(SqliteSession session, Path file) throws SQLException {
    long application = session.number("PRAGMA application_id");
    if (application != APPLICATION_ID) {
      throw new LedgerCorruptException(
          "%s is a database but not a ledger: its application id is %x, not %x"
              .formatted(file, application, APPLICATION_ID));
    }
  }

  private static long version(SqliteSession session) throws SQLException {
    return session.number("PRAGMA user_version");
  }

  private static boolean isEmpty(SqliteSession session) throws SQLException {
    return session.number("PRAGMA application_id") == 0
        && session.number("SELECT count(*) FROM sqlite_schema") == 0;
  }
}
