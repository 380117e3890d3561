package dev.kenning.indexer.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/// Gives the disk back what the ledger does not need any more, beside living writers and readers.
/// Any thread.
final class LedgerSpace {
  private static final int STEP_PAGES = 1024;
  private static final int INCREMENTAL = 2; // SQLite's number of that way of vacuuming

  /// A reader that is at work keeps the journal from being cut; each try waits this long for it.
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private static final int TRIES = 10;

  private final Path file;
  private final LedgerConfig config;
  private final GroupCommit writer;

  LedgerSpace(Path file, LedgerConfig config, GroupCommit writer) {
    this.file = file;
    this.config = config;
    this.writer = writer;
  }

  /// Moves free pages to the end of the database, some at a time, and cuts them off. A ledger made
  /// by the first format cannot do it in steps: it is written anew once, and writers wait.
  void giveBack() {
    boolean inSteps = writer.alone(session -> session.number("PRAGMA auto_vacuum") == INCREMENTAL);
    if (!inSteps) {
      writer.alone(_ -> writeAnew());
      return;
    }
    long free = writer.alone(session -> session.number("PRAGMA freelist_count"));
    for (long left = free; left > 0; left -= STEP_PAGES) { // what is freed meanwhile can wait
      writer.commit(session -> {
        session.runWhole("PRAGMA incremental_vacuum(" + STEP_PAGES + ")");
        return true;
      });
    }
  }

  /// On a connection of its own: the writer's has statements that it keeps.
  private boolean writeAnew() throws SQLException {
    try (SqliteSession session = SqliteSession.writer(file, config)) {
      session.run("VACUUM");
      return true;
    }
  }

  /// Carries the journal into the database and cuts it off. Most of it is carried over beside the
  /// writers; they wait for the cut alone.
  ///
  /// @return false if a reader or another process was in the way
  boolean cutJournal() {
    LedgerConfig impatient =
        new LedgerConfig(
            PATIENCE, config.journalLimitBytes(), config.maxSizeBytes(), 1, config.answersKept());
    try (SqliteSession session = SqliteSession.copier(file, impatient)) {
      session.number("PRAGMA wal_checkpoint(PASSIVE)");
      boolean cut = false;
      for (int tries = 0; tries < TRIES && !cut; tries++) {
        cut = writer.alone(_ -> cut(session)); // a turn for each try: writers come in between
      }
      return cut;
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    }
  }

  private static boolean cut(SqliteSession session) throws SQLException {
    try {
      return session.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    } catch (SQLException e) {
      if (LedgerFailures.isBusy(e)) {
        return false;
      }
      throw e;
    }
  }

  /// What the database and its journal take on the disk.
  long bytes() {
    try {
      Path journal = file.resolveSibling(file.getFileName() + "-wal");
      return Files.size(file) + (Files.exists(journal) ? Files.size(journal) : 0);
    } catch (IOException e) {
      throw new LedgerUnavailableException("The size of " + file + " cannot be told: " + e, e);
    }
  }
}
