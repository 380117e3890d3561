package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The ledger in one SQLite database (`LedgerSchema` tells its tables), in write-ahead mode with
/// full synchronisation: a change is on the disk when [#accept] returns, and readers are never in a
/// writer's way.
///
/// Safe for many threads: writers share commits, readers take turns on a connection of their own.
/// One process writes; others may open the ledger to read.
public final class SqliteChangeLedger implements ChangeLedger {
  private final Path file;
  private final @Nullable GroupCommit writer; // null where the ledger is only read
  private final SqliteSession reader; // guarded by reading
  private final ReentrantLock reading = new ReentrantLock();

  private SqliteChangeLedger(Path file, @Nullable GroupCommit writer, SqliteSession reader) {
    this.file = file;
    this.writer = writer;
    this.reader = reader;
  }

  /// Opens the ledger at `file` for writing, and makes it where there is none.
  ///
  /// @throws LedgerUnavailableException if it cannot be written
  /// @throws LedgerCorruptException if the file is something else
  public static ChangeLedger open(Path file, LedgerConfig config) {
    try {
      SqliteSession session = SqliteSession.writer(file, config);
      try {
        LedgerSchema.prepare(session, file);
        return new SqliteChangeLedger(
            file, new GroupCommit(file, session), SqliteSession.reader(file, config));
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    }
  }

  /// Opens an existing ledger to read; somebody else may be writing.
  ///
  /// @throws LedgerUnavailableException if there is none, or it cannot be read
  /// @throws LedgerCorruptException if the file is something else
  public static ChangeLedger openReadOnly(Path file, LedgerConfig config) {
    if (!Files.exists(file)) {
      throw new LedgerUnavailableException("There is no ledger at " + file);
    }
    try {
      SqliteSession session = SqliteSession.reader(file, config);
      try {
        LedgerSchema.check(session, file);
        return new SqliteChangeLedger(file, null, session);
      } catch (SQLException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    }
  }

  @Override
  public List<Receipt> accept(List<FileChange> changes) {
    return write(session -> LedgerWrites.accept(session, changes));
  }

  @Override
  public SequenceNumber head() {
    return read(LedgerReads::head);
  }

  @Override
  public List<PendingChange> changesAfter(SequenceNumber after, int limit) {
    return read(session -> LedgerReads.changesAfter(session, after, limit));
  }

  @Override
  public PendingChanges pendingAfter(SequenceNumber after) {
    return read(session -> LedgerReads.pendingAfter(session, after));
  }

  @Override
  public Content content(ContentHash hash) {
    return read(session -> StoredContents.read(session, hash));
  }

  @Override
  public Map<String, LedgerEntry> files(String repository) {
    return read(session -> LedgerReads.files(session, repository));
  }

  @Override
  public Optional<LedgerEntry> latest(FileKey key) {
    return read(session -> LedgerReads.latest(session, key));
  }

  @Override
  public Map<String, FileStamp> stamps(String repository) {
    return read(session -> LedgerReads.stamps(session, repository));
  }

  @Override
  public void recordStamps(String repository, Map<String, FileStamp> stamps) {
    write(session -> LedgerWrites.recordStamps(session, repository, stamps));
  }

  @Override
  public List<RepositoryRecord> repositories() {
    return read(LedgerReads::repositories);
  }

  @Override
  public Optional<RepositoryRecord> repository(String name) {
    return read(session -> LedgerReads.repository(session, name));
  }

  @Override
  public RepositoryRecord createRepository(String name, Optional<String> root) {
    return write(session -> RepositoryWrites.create(session, name, root));
  }

  @Override
  public SequenceNumber deleteRepository(String name) {
    return write(session -> RepositoryWrites.delete(session, name));
  }

  @Override
  public List<DeletedRepository> deletionsAfter(SequenceNumber after) {
    return read(session -> LedgerReads.deletionsAfter(session, after));
  }

  @Override
  public void setAside(FileKey key, SequenceNumber sequence, String stage, String reason) {
    write(session -> LedgerWrites.setAside(session, key, sequence, stage, reason));
  }

  @Override
  public void clearSetAside(FileKey key) {
    write(session -> LedgerWrites.clearSetAside(session, key));
  }

  @Override
  public List<SetAsideFile> setAside() {
    return read(LedgerReads::setAside);
  }

  @Override
  public void close() {
    reading.lock();
    try {
      reader.close();
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      reading.unlock();
      if (writer != null) {
        writer.close();
      }
    }
  }

  private <T> T write(GroupCommit.Work<T> work) {
    if (writer == null) {
      throw new LedgerUnavailableException("The ledger " + file + " was opened to be read only");
    }
    return writer.commit(work);
  }

  private <T> T read(GroupCommit.Work<T> query) {
    reading.lock();
    try {
      return query.run(reader);
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      reading.unlock();
    }
  }
}
