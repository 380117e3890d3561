package dev.kenning.indexer.ledger;

import dev.kenning.indexer.SequenceNumber;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What is written of repositories, inside a transaction that somebody else opened.
final class RepositoryWrites {
  private RepositoryWrites() {}

  /// @throws UnknownRepositoryException if there is none of this name
  static long id(SqliteSession session, String name) throws SQLException {
    return session
        .first("SELECT id FROM repositories WHERE name = ?", row -> row.getLong(1), name)
        .orElseThrow(() -> new UnknownRepositoryException("There is no repository named " + name));
  }

  static RepositoryRecord create(SqliteSession session, String name, Optional<String> root)
      throws SQLException {
    Optional<RepositoryRecord> known = LedgerReads.repository(session, name);
    if (known.isPresent()) {
      return adopt(session, known.get(), root);
    }
    int incarnation =
        1
            + (int)
                session.number(
                    "SELECT coalesce(max(incarnation), 0) FROM deletions WHERE name = ?", name);
    session.update(
        "INSERT INTO repositories(name, root, incarnation) VALUES (?, ?, ?)",
        name,
        root.orElse(null),
        incarnation);
    return new RepositoryRecord(name, root, incarnation);
  }

  /// A pushed repository begins to be followed only while it is empty: its files have versions that
  /// their writers count, and a scan would delete what it does not find.
  private static RepositoryRecord adopt(
      SqliteSession session, RepositoryRecord known, Optional<String> root) throws SQLException {
    if (known.root().equals(root)) {
      return known;
    }
    if (known.root().isPresent()) {
      throw new RepositoryRootConflictException(
          "The repository %s already follows %s".formatted(known.name(), known.root().get()));
    }
    long id = id(session, known.name());
    if (session.number("SELECT count(*) FROM files WHERE repository = ?", id) > 0) {
      throw new RepositoryRootConflictException(
          "The repository %s holds files that were sent to it".formatted(known.name()));
    }
    session.update("UPDATE repositories SET root = ? WHERE id = ?", root.orElseThrow(), id);
    return new RepositoryRecord(known.name(), root, known.incarnation());
  }

  /// @return how many there are now
  static int exclude(SqliteSession session, String repository, List<String> globs)
      throws SQLException {
    long id = id(session, repository);
    session.update("DELETE FROM exclusions WHERE repository = ?", id);
    for (String glob : globs) {
      session.update("INSERT OR IGNORE INTO exclusions(repository, glob) VALUES (?, ?)", id, glob);
    }
    return globs.size();
  }

  /// Takes the repository away from everybody who asks; what its files leave behind is overwritten
  /// by a [LedgerErasure], which finds it by the row that carries the deletion.
  static SequenceNumber delete(SqliteSession session, String name, long acceptedAt)
      throws SQLException {
    long id = id(session, name);
    int incarnation = LedgerReads.repository(session, name).orElseThrow().incarnation();
    session.update("DELETE FROM exclusions WHERE repository = ?", id);
    session.update("DELETE FROM repositories WHERE id = ?", id);
    long sequence =
        session.insert(
            "INSERT INTO changes(repository, version, accepted_at) VALUES (?, 0, ?)",
            id,
            acceptedAt);
    session.update(
        "INSERT INTO deletions(sequence, name, incarnation) VALUES (?, ?, ?)",
        sequence,
        name,
        incarnation);
    session.update(
        "DELETE FROM jobs WHERE repository = ? AND state NOT IN ('QUEUED', 'RUNNING')", name);
    LedgerErasure.remember(session);
    return new SequenceNumber(sequence);
  }
}
