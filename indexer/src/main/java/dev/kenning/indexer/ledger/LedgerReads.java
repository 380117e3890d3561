package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is asked of the ledger's tables.
final class LedgerReads {
  private static final String ENTRY =
      """
      SELECT f.sequence, r.name, f.path, c.hash, c.size
      FROM files f JOIN repositories r ON r.id = f.repository
        LEFT JOIN contents c ON c.id = f.content
      """;

  private static final String SET_ASIDE =
      """
      SELECT r.name, s.path, s.sequence, s.stage, s.rules, s.reason
      FROM set_aside s JOIN repositories r ON r.id = s.repository
        JOIN files f
          ON f.repository = s.repository AND f.path = s.path AND f.sequence = s.sequence
      """;

  private LedgerReads() {}

  /// The counter itself, since the rows of a deleted repository are gone.
  static SequenceNumber head(SqliteSession session) throws SQLException {
    return new SequenceNumber(
        session.number("SELECT seq FROM sqlite_sequence WHERE name = 'changes'"));
  }

  static List<PendingChange> changesAfter(SqliteSession session, SequenceNumber after, int limit)
      throws SQLException {
    return session.all(
        """
        SELECT f.sequence, r.name, f.path, c.hash, c.size, h.sequence
        FROM changes h JOIN files f ON f.repository = h.repository AND f.path = h.path
          JOIN repositories r ON r.id = f.repository
          LEFT JOIN contents c ON c.id = f.content
        WHERE h.sequence > ? ORDER BY h.sequence LIMIT ?
        """,
        row -> new PendingChange(new SequenceNumber(row.getLong(6)), entry(row)),
        after.value(),
        limit);
  }

  static PendingChanges pendingAfter(SqliteSession session, SequenceNumber after)
      throws SQLException {
    return session
        .first(
            """
            SELECT count(*), coalesce(sum(c.size), 0)
            FROM files f JOIN repositories r ON r.id = f.repository
              LEFT JOIN contents c ON c.id = f.content
            WHERE f.sequence > ?
            """,
            row -> new PendingChanges(row.getLong(1), row.getLong(2)),
            after.value())
        .orElseThrow();
  }

  static Map<String, LedgerEntry> files(SqliteSession session, String repository)
      throws SQLException {
    Map<String, LedgerEntry> files = new LinkedHashMap<>();
    for (LedgerEntry entry :
        session.all(
            ENTRY + "WHERE r.name = ? AND f.content IS NOT NULL ORDER BY f.path",
            LedgerReads::entry,
            repository)) {
      files.put(entry.file().path(), entry);
    }
    return files;
  }

  static Optional<LedgerEntry> latest(SqliteSession session, FileKey file) throws SQLException {
    return session.first(
        ENTRY + "WHERE r.name = ? AND f.path = ?",
        LedgerReads::entry,
        file.repository(),
        file.path());
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes(4);
    return new LedgerEntry(
        new SequenceNumber(row.getLong(1)),
        new FileKey(row.getString(2), row.getString(3)),
        Optional.ofNullable(hash).map(StoredContents::hash),
        row.getInt(5));
  }

  static Map<String, FileStamp> stamps(SqliteSession session, String repository)
      throws SQLException {
    Map<String, FileStamp> stamps = new HashMap<>();
    session.all(
        """
        SELECT s.path, s.size, s.mark FROM stamps s JOIN repositories r ON r.id = s.repository
        WHERE r.name = ?
        """,
        row -> stamps.put(row.getString(1), new FileStamp(row.getLong(2), row.getLong(3))),
        repository);
    return stamps;
  }

  static List<RepositoryRecord> repositories(SqliteSession session) throws SQLException {
    return session.all(
        "SELECT name, root, incarnation FROM repositories ORDER BY name", LedgerReads::record);
  }

  static Optional<RepositoryRecord> repository(SqliteSession session, String name)
      throws SQLException {
    return session.first(
        "SELECT name, root, incarnation FROM repositories WHERE name = ?",
        LedgerReads::record,
        name);
  }

  static List<String> exclusions(SqliteSession session, String repository) throws SQLException {
    return session.all(
        """
        SELECT e.glob FROM exclusions e JOIN repositories r ON r.id = e.repository
        WHERE r.name = ? ORDER BY e.glob
        """,
        row -> row.getString(1),
        repository);
  }

  private static RepositoryRecord record(ResultSet row) throws SQLException {
    return new RepositoryRecord(
        row.getString(1), Optional.ofNullable(row.getString(2)), row.getInt(3));
  }

  static List<DeletedRepository> deletionsAfter(SqliteSession session, SequenceNumber after)
      throws SQLException {
    return session.all(
        "SELECT name, sequence FROM deletions WHERE sequence > ? ORDER BY sequence",
        row -> new DeletedRepository(row.getString(1), new SequenceNumber(row.getLong(2))),
        after.value());
  }

  static List<SetAsideFile> setAside(SqliteSession session) throws SQLException {
    return session.all(SET_ASIDE + "ORDER BY s.sequence", LedgerReads::setAsideFile);
  }

  static List<SetAsideFile> setAsideByOlderRules(
      SqliteSession session, String stage, int rulesVersion) throws SQLException {
    return session.all(
        SET_ASIDE + "WHERE s.stage = ? AND s.rules < ? ORDER BY s.sequence",
        LedgerReads::setAsideFile,
        stage,
        rulesVersion);
  }

  private static SetAsideFile setAsideFile(ResultSet row) throws SQLException {
    return new SetAsideFile(
        new FileKey(row.getString(1), row.getString(2)),
        new SequenceNumber(row.getLong(3)),
        row.getString(4),
        row.getInt(5),
        row.getString(6));
  }

  static LedgerIdentity identity(SqliteSession session) throws SQLException {
    return session
        .first(
            "SELECT identity FROM lineage ORDER BY place DESC LIMIT 1",
            row -> new LedgerIdentity(row.getString(1)))
        .orElseThrow(() -> new LedgerCorruptException("The ledger has lost its identity"));
  }

  /// An identity is good for what it gave out before the next one took over.
  static boolean reaches(SqliteSession session, LedgerIdentity identity, SequenceNumber sequence)
      throws SQLException {
    return session.number(
            """
            SELECT count(*) FROM lineage mine LEFT JOIN lineage next ON next.place = mine.place + 1
            WHERE mine.identity = ? AND ? <= coalesce(next.since, ?)
            """,
            identity.text(),
            sequence.value(),
            head(session).value())
        > 0;
  }

  /// When the oldest change after `visible` came, by the ledger's clock; below the mark of the
  /// compaction, where it may be gone, when the change before it came, which was no later.
  static OptionalLong oldestUnseenMillis(SqliteSession session, SequenceNumber visible)
      throws SQLException {
    if (visible.compareTo(head(session)) >= 0) {
      return OptionalLong.empty();
    }
    String question =
        visible.compareTo(compactedThrough(session)) < 0
            ? "SELECT accepted_at FROM changes WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1"
            : "SELECT accepted_at FROM changes WHERE sequence > ? ORDER BY sequence LIMIT 1";
    return OptionalLong.of(session.number(question, visible.value()));
  }

  /// When the last change came, by the ledger's clock; 0 where that is not known.
  static long lastAcceptedMillis(SqliteSession session) throws SQLException {
    return session.number("SELECT accepted_at FROM changes ORDER BY sequence DESC LIMIT 1");
  }

  static SequenceNumber compactedThrough(SqliteSession session) throws SQLException {
    return new SequenceNumber(
        session.number("SELECT value FROM marks WHERE name = 'compacted_through'"));
  }

  static List<Rejection> rejections(SqliteSession session, String repository, int limit)
      throws SQLException {
    return session.all(
        """
        SELECT r.name, j.path, j.reason, j.given, j.held, j.rejected_at
        FROM rejections j JOIN repositories r ON r.id = j.repository
        WHERE r.name = ? ORDER BY j.place DESC LIMIT ?
        """,
        row ->
            new Rejection(
                new FileKey(row.getString(1), row.getString(2)),
                0,
                Rejection.Reason.valueOf(row.getString(3)),
                row.getLong(4),
                new SequenceNumber(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6))),
        repository,
        limit);
  }
}
