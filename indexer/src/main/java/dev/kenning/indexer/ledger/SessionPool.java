package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// The connections that readers take turns on: opened when they are first needed, at most as many
/// as the configuration says, the one used last taken first so that its pages are still cached.
///
/// Safe for many threads.
final class SessionPool implements AutoCloseable {
  private final Path file;
  private final LedgerConfig config;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<SqliteSession> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  SessionPool(Path file, LedgerConfig config) {
    this.file = file;
    this.config = config;
    this.free = new Semaphore(config.readerCount(), true);
  }

  <T> T read(GroupCommit.Work<T> query) {
    free.acquireUninterruptibly();
    try {
      if (closed) {
        throw new LedgerUnavailableException("The ledger " + file + " was closed");
      }
      SqliteSession session = idle.pollFirst();
      if (session == null) {
        session = SqliteSession.reader(file, config);
      }
      try {
        return query.run(session);
      } finally {
        idle.addFirst(session);
      }
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      free.release();
    }
  }

  /// Runs a query whose parts all see the same state.
  <T> T readTogether(GroupCommit.Work<T> query) {
    return read(session -> {
      session.run("BEGIN");
      try {
        return query.run(session);
      } finally {
        session.run("ROLLBACK");
      }
    });
  }

  /// Waits for the readers that are at work.
  @Override
  public void close() {
    free.acquireUninterruptibly(config.readerCount());
    try {
      closed = true;
      for (SqliteSession session = idle.poll(); session != null; session = idle.poll()) {
        session.close();
      }
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      free.release(config.readerCount());
    }
  }
}
