package dev.kenning.indexer.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Overwrites what deleted repositories left behind. Each step is a transaction of its own among
/// those of the writers, so it may be broken off anywhere and goes on from there.
///
/// SQLite overwrites with zeros whatever a statement deletes (`secure_delete`), in the journal at
/// first: an erasure is complete when the journal was carried into the database and cut off, so
/// that neither holds an older state.
///
/// Any thread; two at a time share the work.
final class LedgerErasure {
  private static final int STEP_ROWS = 256;
  private static final String PENDING = "erasure_pending";

  private final GroupCommit writer;
  private final LedgerSpace space;

  LedgerErasure(GroupCommit writer, LedgerSpace space) {
    this.writer = writer;
    this.space = space;
  }

  /// Says that there is something to erase.
  static void remember(SqliteSession session) throws SQLException {
    session.update("INSERT OR REPLACE INTO marks(name, value) VALUES (?, 1)", PENDING);
  }

  static boolean isPending(SqliteSession session) throws SQLException {
    return session.number("SELECT value FROM marks WHERE name = ?", PENDING) > 0;
  }

  ErasureReport run() {
    if (!writer.commit(LedgerErasure::isPending)) {
      return new ErasureReport(0, true);
    }
    long erased = 0;
    for (Step step = writer.commit(LedgerErasure::step);
        !step.finished();
        step = writer.commit(LedgerErasure::step)) {
      erased += step.contents();
    }
    space.giveBack();
    boolean complete = space.cutJournal();
    if (complete) {
      writer.commit(session -> session.update("DELETE FROM marks WHERE name = ?", PENDING));
    }
    return new ErasureReport(erased, complete);
  }

  private record Step(boolean finished, long contents) {}

  private static Step step(SqliteSession session) throws SQLException {
    for (long repository : deleted(session)) {
      long[] contents = new long[1];
      if (eraseChanges(session, repository, contents) || eraseRest(session, repository)) {
        return new Step(false, contents[0]);
      }
    }
    return new Step(true, 0);
  }

  private static List<Long> deleted(SqliteSession session) throws SQLException {
    return session.all(
        "SELECT c.repository FROM deletions d JOIN changes c ON c.sequence = d.sequence",
        row -> row.getLong(1));
  }

  /// A file's changes from the newest to the oldest; where the step ends within a file, the file
  /// points to the next one to go.
  private static boolean eraseChanges(SqliteSession session, long repository, long[] contents)
      throws SQLException {
    int rows = 0;
    while (rows < STEP_ROWS) {
      record Next(String path, long sequence) {}
      Next file =
          session
              .first(
                  "SELECT path, sequence FROM files WHERE repository = ? LIMIT 1",
                  row -> new Next(row.getString(1), row.getLong(2)),
                  repository)
              .orElse(null);
      if (file == null) {
        break;
      }
      @Nullable Long next = file.sequence();
      while (next != null && rows < STEP_ROWS) {
        Dropped dropped = Dropped.change(session, next);
        contents[0] += dropped.contents();
        next = dropped.previous();
        rows++;
      }
      if (next == null) {
        session.update(
            "DELETE FROM files WHERE repository = ? AND path = ?", repository, file.path());
      } else {
        session.update(
            "UPDATE files SET sequence = ? WHERE repository = ? AND path = ?",
            next,
            repository,
            file.path());
      }
    }
    return rows > 0;
  }

  private static boolean eraseRest(SqliteSession session, long repository) throws SQLException {
    int rows =
        session.update(
            """
            DELETE FROM stamps WHERE repository = ?1 AND path IN (
              SELECT path FROM stamps WHERE repository = ?1 LIMIT ?2)
            """,
            repository,
            STEP_ROWS);
    rows += session.update("DELETE FROM set_aside WHERE repository = ?", repository);
    rows += session.update("DELETE FROM answers WHERE repository = ?", repository);
    rows += session.update("DELETE FROM rejections WHERE repository = ?", repository);
    return rows > 0;
  }

  /// A change that was taken out of the history.
  ///
  /// @param previous the change of the file before it; null if it was the first, or it is gone
  /// @param changes 1, or 0 if it was gone already
  /// @param contents how many contents went with it
  record Dropped(@Nullable Long previous, int changes, int contents) {
    private record Row(@Nullable Long previous, @Nullable Long content) {}

    static Dropped change(SqliteSession session, long sequence) throws SQLException {
      Row row =
          session
              .first(
                  "SELECT previous, content FROM changes WHERE sequence = ? AND path IS NOT NULL",
                  found -> new Row(number(found, 1), number(found, 2)),
                  sequence)
              .orElse(null);
      if (row == null) {
        return new Dropped(null, 0, 0);
      }
      session.update("DELETE FROM changes WHERE sequence = ?", sequence);
      Long content = row.content();
      int contents =
          content == null
              ? 0
              : session.update(
                  """
                  DELETE FROM contents
                  WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM changes WHERE content = ?1)
                  """,
                  content);
      return new Dropped(row.previous(), 1, contents);
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
      long number = row.getLong(column);
      return row.wasNull() ? null : (Long) number;
    }
  }
}
