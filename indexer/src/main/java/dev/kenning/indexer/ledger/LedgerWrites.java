package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeRules.Decision;
import dev.kenning.indexer.ledger.ChangeRules.Held;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is written of files, inside a transaction that somebody else opened.
final class LedgerWrites {
  private LedgerWrites() {}

  /// @param acceptedAt milliseconds by the ledger's clock
  static List<Receipt> accept(SqliteSession session, List<FileChange> changes, long acceptedAt)
      throws SQLException {
    List<Receipt> receipts = new ArrayList<>(changes.size());
    for (FileChange change : changes) {
      long repository = RepositoryWrites.id(session, change.file().repository());
      Optional<Held> held = held(session, repository, change.file().path());
      Decision decision = ChangeRules.decide(held, change.version(), hash(change));
      receipts.add(
          switch (decision) {
            case Decision.Keep keep -> keep.receipt();
            case Decision.Reject reject -> new Receipt.Conflicting(reject.held());
            case Decision.Take take ->
                append(session, repository, change, take.version(), held, acceptedAt);
          });
    }
    return receipts;
  }

  static Optional<ContentHash> hash(FileChange change) {
    return switch (change) {
      case FileChange.Put put -> Optional.of(put.content().hash());
      case FileChange.Delete _ -> Optional.empty();
    };
  }

  static Optional<Held> held(SqliteSession session, long repository, String path)
      throws SQLException {
    return session.first(
        """
        SELECT f.sequence, f.version, c.hash
        FROM files f LEFT JOIN contents c ON c.id = f.content
        WHERE f.repository = ? AND f.path = ?
        """,
        row ->
            new Held(
                new SequenceNumber(row.getLong(1)),
                row.getLong(2),
                Optional.ofNullable(row.getBytes(3)).map(StoredContents::hash)),
        repository,
        path);
  }

  static Receipt append(
      SqliteSession session,
      long repository,
      FileChange change,
      long version,
      Optional<Held> before,
      long acceptedAt)
      throws SQLException {
    @Nullable Long contentId =
        switch (change) {
          case FileChange.Put put -> (Long) StoredContents.keep(session, put.content());
          case FileChange.Delete _ -> null;
        };
    @Nullable Long previous = before.isPresent() ? (Long) before.get().sequence().value() : null;
    long sequence =
        session.insert(
            """
            INSERT INTO changes(repository, path, version, content, accepted_at, previous)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            repository,
            change.file().path(),
            version,
            contentId,
            acceptedAt,
            previous);
    session.update(
        """
        INSERT INTO files(repository, path, sequence, version, content) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(repository, path) DO UPDATE SET
          sequence = excluded.sequence, version = excluded.version, content = excluded.content
        """,
        repository,
        change.file().path(),
        sequence,
        version,
        contentId);
    return new Receipt.Accepted(new SequenceNumber(sequence));
  }

  static int recordStamps(SqliteSession session, String repository, Map<String, FileStamp> stamps)
      throws SQLException {
    long id = RepositoryWrites.id(session, repository);
    for (Map.Entry<String, FileStamp> stamp : stamps.entrySet()) {
      session.update(
          "INSERT OR REPLACE INTO stamps(repository, path, size, mark) VALUES (?, ?, ?, ?)",
          id,
          stamp.getKey(),
          stamp.getValue().sizeBytes(),
          stamp.getValue().mark());
    }
    return stamps.size();
  }

  static int setAside(
      SqliteSession session,
      FileKey file,
      SequenceNumber sequence,
      String stage,
      int rulesVersion,
      String reason)
      throws SQLException {
    return session.update(
        """
        INSERT OR REPLACE INTO set_aside(repository, path, sequence, stage, rules, reason)
        SELECT id, ?, ?, ?, ?, ? FROM repositories WHERE name = ?
        """,
        file.path(),
        sequence.value(),
        stage,
        rulesVersion,
        reason,
        file.repository());
  }

  static int clearSetAside(SqliteSession session, FileKey file) throws SQLException {
    return session.update(
        """
        DELETE FROM set_aside
        WHERE path = ? AND repository IN (SELECT id FROM repositories WHERE name = ?)
        """,
        file.path(),
        file.repository());
  }
}
