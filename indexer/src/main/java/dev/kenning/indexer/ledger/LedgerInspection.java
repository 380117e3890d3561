package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a whole ledger and says what is wrong with it: first the database's own structure, then
/// that the tables agree, then each content, in batches. What cannot be read is a finding, and does
/// not keep the rest from being looked at. For one thread.
final class LedgerInspection {
  private static final int BATCH = 64;
  private static final int MAX_NAMED_FILES = 5;

  /// Questions whose every row is a disagreement: its place, in a person's words.
  private static final Map<String, String> DISAGREEMENTS =
      Map.of(
          "The latest change that a file points to is not in the history, or says something else",
          """
          SELECT 'file ' || r.name || '/' || f.path || ' at ' || f.sequence
          FROM files f JOIN repositories r ON r.id = f.repository
          WHERE NOT EXISTS (
            SELECT 1 FROM changes c WHERE c.sequence = f.sequence AND c.repository = f.repository
              AND c.path = f.path AND c.version = f.version AND c.content IS f.content)
          """,
          "A change is newer than the latest of its file",
          """
          SELECT 'change ' || c.sequence || ' of ' || r.name || '/' || c.path
          FROM changes c JOIN repositories r ON r.id = c.repository
            LEFT JOIN files f ON f.repository = c.repository AND f.path = c.path
          WHERE c.path IS NOT NULL AND coalesce(f.sequence, 0) < c.sequence
          """,
          "The content of a change is not there",
          """
          SELECT 'change ' || c.sequence || ' of ' || r.name || '/' || c.path
          FROM changes c JOIN repositories r ON r.id = c.repository
          WHERE c.content IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM contents t WHERE t.id = c.content)
          """,
          "The order has given out less than it holds",
          """
          SELECT 'change ' || max(sequence) FROM changes
          HAVING max(sequence) > (SELECT seq FROM sqlite_sequence WHERE name = 'changes')
          """,
          "The deletion of a repository is not in the history",
          """
          SELECT 'deletion of ' || name || ' at ' || sequence FROM deletions
          WHERE sequence NOT IN (SELECT sequence FROM changes WHERE path IS NULL)
          """,
          "A repository stands before the last deletion of its name",
          """
          SELECT 'repository ' || r.name FROM repositories r
          WHERE r.incarnation <= (SELECT max(incarnation) FROM deletions d WHERE d.name = r.name)
          """);

  private final Path file;
  private final SqliteSession session;
  private final LedgerCheck.Listener listener;
  private final List<LedgerFinding> findings = new ArrayList<>();
  private long findingCount;
  private long contentCount;
  private long contentBytes;

  LedgerInspection(Path file, SqliteSession session, LedgerCheck.Listener listener) {
    this.file = file;
    this.session = session;
    this.listener = listener;
  }

  LedgerCheck run() throws SQLException {
    tolerating("its structure", this::structure);
    DISAGREEMENTS.forEach(
        (what, question) -> tolerating("its tables", () -> disagreements(what, question)));
    tolerating("its contents", this::contents);
    long[] changes = new long[1];
    tolerating("its history", () -> changes[0] = session.number("SELECT count(*) FROM changes"));
    return new LedgerCheck(findings, findingCount, contentCount, contentBytes, changes[0]);
  }

  private void structure() throws SQLException {
    List<String> lines =
        session.all(
            "PRAGMA integrity_check(" + LedgerCheck.MAX_FINDINGS + ")", row -> row.getString(1));
    for (String line : lines) {
      if (!line.equals("ok")) {
        add(new LedgerFinding.DamagedDatabase("SQLite says: " + line));
      }
    }
  }

  private void disagreements(String what, String question) throws SQLException {
    session
        .all(question + " LIMIT " + LedgerCheck.MAX_FINDINGS, row -> row.getString(1))
        .forEach(where -> add(new LedgerFinding.Disagreement(where, what)));
  }

  private void contents() throws SQLException {
    long total = session.number("SELECT count(*) FROM contents");
    long after = 0;
    while (true) {
      List<Long> ids =
          session.all(
              "SELECT id FROM contents WHERE id > ? ORDER BY id LIMIT ?",
              row -> row.getLong(1),
              after,
              BATCH);
      if (ids.isEmpty()) {
        return;
      }
      for (long id : ids) {
        content(id);
      }
      after = ids.getLast();
      listener.checked(contentCount, total);
    }
  }

  private void content(long id) {
    contentCount++;
    Optional<ContentHash> hash = Optional.empty();
    try {
      hash =
          session.first(
              "SELECT hash FROM contents WHERE id = ?",
              row -> StoredContents.hash(row.getBytes(1)),
              id);
      contentBytes += StoredContents.read(session, hash.orElseThrow()).sizeBytes();
    } catch (LedgerCorruptException e) {
      add(damaged(id, hash, String.valueOf(e.getMessage())));
    } catch (SQLException e) {
      add(damaged(id, hash, "It cannot be read: " + e.getMessage()));
    }
  }

  private LedgerFinding damaged(long id, Optional<ContentHash> hash, String what) {
    if (hash.isEmpty()) {
      return new LedgerFinding.Disagreement("content number " + id, what);
    }
    return new LedgerFinding.DamagedContent(hash.get(), holders(id), what);
  }

  private List<FileKey> holders(long id) {
    try {
      return session.all(
          """
          SELECT r.name, f.path FROM changes c
            JOIN files f ON f.sequence = c.sequence JOIN repositories r ON r.id = f.repository
          WHERE c.content = ? LIMIT ?
          """,
          row -> new FileKey(row.getString(1), row.getString(2)),
          id,
          MAX_NAMED_FILES);
    } catch (SQLException e) {
      return List.of(); // the index that tells is damaged too, which is a finding of its own
    }
  }

  @FunctionalInterface
  private interface Part {
    void look() throws SQLException;
  }

  private void tolerating(String what, Part part) {
    try {
      part.look();
    } catch (SQLException e) {
      if (!(LedgerFailures.named(file, e) instanceof LedgerCorruptException)) {
        throw LedgerFailures.named(file, e);
      }
      add(
          new LedgerFinding.DamagedDatabase(
              "Not all of %s can be read: %s".formatted(what, e.getMessage())));
    }
  }

  private void add(LedgerFinding finding) {
    findingCount++;
    if (findings.size() < LedgerCheck.MAX_FINDINGS) {
      findings.add(finding);
    }
  }
}
