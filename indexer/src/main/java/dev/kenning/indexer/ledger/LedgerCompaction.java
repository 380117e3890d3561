package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.LedgerErasure.Dropped;
import java.sql.SQLException;
import java.util.List;

/// Shortens history: of each file's changes up to a mark, only the last stays.
///
/// Each change knows the one of its file before it, so a walk over the changes in order finds all
/// that is superseded: the one before each. The mark is set before anything is dropped, and the
/// walk keeps its place with each step, so that it can be broken off anywhere. Nothing above the
/// mark is touched, because a view on its way there claims to reflect each sequence it passes.
///
/// One at a time; any thread.
final class LedgerCompaction {
  private static final int STEP_ROWS = 512;
  private static final String THROUGH = "compacted_through";
  private static final String WALKED = "compaction_walked";

  private final GroupCommit writer;
  private final LedgerSpace space;

  LedgerCompaction(GroupCommit writer, LedgerSpace space) {
    this.writer = writer;
    this.space = space;
  }

  CompactionReport run(SequenceNumber reflected) {
    long before = space.bytes();
    long through = writer.commit(session -> begin(session, reflected));
    long changes = 0;
    long contents = 0;
    for (Step step = step(through); step.walked > 0; step = step(through)) {
      changes += step.changes;
      contents += step.contents;
    }
    changes += writer.commit(session -> dropRepeatedDeletions(session, through));
    space.giveBack();
    space.cutJournal(); // a reader in the way keeps it at its limit, no more
    return new CompactionReport(
        new SequenceNumber(through), changes, contents, before, space.bytes());
  }

  private static long begin(SqliteSession session, SequenceNumber reflected) throws SQLException {
    long head = LedgerReads.head(session).value();
    long before = LedgerReads.compactedThrough(session).value();
    long through = Math.max(before, Math.min(reflected.value(), head));
    mark(session, THROUGH, through);
    return through;
  }

  private Step step(long through) {
    return writer.commit(session -> step(session, through));
  }

  private record Step(int walked, long changes, long contents) {}

  private record Link(long sequence, long previous) {}

  private static Step step(SqliteSession session, long through) throws SQLException {
    long walked = session.number("SELECT value FROM marks WHERE name = ?", WALKED);
    List<Link> links =
        session.all(
            """
            SELECT sequence, coalesce(previous, 0) FROM changes
            WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
            """,
            row -> new Link(row.getLong(1), row.getLong(2)),
            walked,
            through,
            STEP_ROWS);
    long changes = 0;
    long contents = 0;
    for (Link link : links) {
      if (link.previous > 0) {
        Dropped dropped = Dropped.change(session, link.previous);
        changes += dropped.changes();
        contents += dropped.contents();
      }
    }
    if (!links.isEmpty()) {
      mark(session, WALKED, links.getLast().sequence);
    }
    return new Step(links.size(), changes, contents);
  }

  /// A view needs the last deletion of a name only: it takes everything of that name away.
  private static long dropRepeatedDeletions(SqliteSession session, long through)
      throws SQLException {
    if (LedgerErasure.isPending(session)) {
      return 0; // the erasure finds its way by them
    }
    List<Long> repeated =
        session.all(
            """
            SELECT sequence FROM deletions d WHERE sequence < ?1 AND EXISTS (
              SELECT 1 FROM deletions n
              WHERE n.name = d.name AND n.sequence > d.sequence AND n.sequence <= ?1)
            """,
            row -> row.getLong(1),
            through);
    for (long sequence : repeated) {
      session.update("DELETE FROM deletions WHERE sequence = ?", sequence);
      session.update("DELETE FROM changes WHERE sequence = ?", sequence);
    }
    return repeated.size();
  }

  private static void mark(SqliteSession session, String name, long value) throws SQLException {
    session.update("INSERT OR REPLACE INTO marks(name, value) VALUES (?, ?)", name, value);
  }
}
