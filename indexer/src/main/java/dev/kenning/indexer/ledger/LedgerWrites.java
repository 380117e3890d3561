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

  static List<Receipt> accept(SqliteSession session, List<FileChange> changes) throws SQLException {
    List<Receipt> receipts = new ArrayList<>(changes.size());
    for (FileChange change : changes) {
      receipts.add(accept(session, change));
    }
    return receipts;
  }

  private static Receipt accept(SqliteSession session, FileChange change) throws SQLException {
    long repository = RepositoryWrites.id(session, change.file().repository());
    Optional<Content> content =
        switch (change) {
          case FileChange.Put put -> Optional.of(put.content());
          case FileChange.Delete _ -> Optional.empty();
        };
    Decision decision =
        ChangeRules.decide(
            held(session, repository, change.file().path()),
            change.version(),
            content.map(Content::hash));
    return switch (decision) {
      case Decision.Keep keep -> keep.receipt();
      case Decision.Take take ->
          append(session, repository, change.file(), take.version(), content);
    };
  }

  private static Optional<Held> held(SqliteSession session, long repository, String path)
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

  private static Receipt append(
      SqliteSession session, long repository, FileKey file, long version, Optional<Content> content)
      throws SQLException {
    @Nullable Long contentId =
        content.isPresent() ? (Long) StoredContents.keep(session, content.get()) : null;
    long sequence =
        session.insert(
            "INSERT INTO changes(repository, path, version, content) VALUES (?, ?, ?, ?)",
            repository,
            file.path(),
            version,
            contentId);
    session.update(
        """
        INSERT INTO files(repository, path, sequence, version, content) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(repository, path) DO UPDATE SET
          sequence = excluded.sequence, version = excluded.version, content = excluded.content
        """,
        repository,
        file.path(),
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
      SqliteSession session, FileKey file, SequenceNumber sequence, String stage, String reason)
      throws SQLException {
    return session.update(
        """
        INSERT OR REPLACE INTO set_aside(repository, path, sequence, stage, reason)
        SELECT id, ?, ?, ?, ? FROM repositories WHERE name = ?
        """,
        file.path(),
        sequence.value(),
        stage,
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
