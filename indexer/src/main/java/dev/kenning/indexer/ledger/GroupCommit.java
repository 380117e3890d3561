package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets writers that come at the same time share one commit, because a commit waits for the disk
/// and its price hardly depends on how much it carries.
///
/// Each writer queues its work and then waits for the turn. Whoever gets the turn runs everything
/// that is queued by then, its own work among it, in one transaction; the others find their work
/// done when their turn comes. A work that throws is rolled back alone, to the savepoint before it;
/// a commit that fails fails for all it carried, and nothing of it is taken.
///
/// Safe for many threads; the queue is no longer than there are threads waiting.
final class GroupCommit implements AutoCloseable {
  private static final int MAX_GROUP = 256; // so that nobody waits for an endless stream of others

  private final Path file;
  private final SqliteSession session; // used by the holder of the turn alone
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ConcurrentLinkedQueue<Ticket<?>> queue = new ConcurrentLinkedQueue<>();

  GroupCommit(Path file, SqliteSession session) {
    this.file = file;
    this.session = session;
  }

  /// What a writer does inside the shared transaction.
  @FunctionalInterface
  interface Work<T> {
    T run(SqliteSession session) throws SQLException;
  }

  /// Runs `work`; its effect is durable on return.
  <T> T commit(Work<T> work) {
    Ticket<T> ticket = new Ticket<>(work);
    queue.add(ticket);
    turn.lock();
    try {
      while (!ticket.settled) {
        runGroup(nextGroup());
      }
    } finally {
      turn.unlock();
    }
    return ticket.result();
  }

  /// Runs `work` in its turn, outside of any transaction.
  <T> T alone(Work<T> work) {
    turn.lock();
    try {
      return work.run(session);
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      turn.unlock();
    }
  }

  private List<Ticket<?>> nextGroup() {
    List<Ticket<?>> group = new ArrayList<>();
    for (Ticket<?> next = queue.poll(); next != null; next = queue.poll()) {
      group.add(next);
      if (group.size() == MAX_GROUP) {
        break;
      }
    }
    return group;
  }

  private void runGroup(List<Ticket<?>> group) {
    // Stands until the commit has succeeded, so that even an Error settles every ticket.
    RuntimeException failure = new LedgerUnavailableException("The commit was broken off");
    try {
      session.keep("BEGIN IMMEDIATE");
      for (Ticket<?> ticket : group) {
        session.keep("SAVEPOINT work");
        if (!ticket.run(session)) {
          session.keep("ROLLBACK TO work");
        }
        session.keep("RELEASE work");
      }
      session.keep("COMMIT");
      failure = null;
    } catch (SQLException e) {
      failure = LedgerFailures.named(file, e);
    } finally {
      if (failure != null) {
        rollBack();
      }
      for (Ticket<?> ticket : group) {
        ticket.settle(failure);
      }
    }
  }

  private void rollBack() {
    try {
      session.run("ROLLBACK");
    } catch (SQLException e) {
      // SQLite rolls back by itself after most of what can go wrong.
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      session.close();
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      turn.unlock();
    }
  }

  /// One writer's work and what came of it; its fields are guarded by the turn until settled.
  private static final class Ticket<T> {
    private final Work<T> work;
    private @Nullable T value;
    private @Nullable RuntimeException failure;
    private boolean settled;

    Ticket(Work<T> work) {
      this.work = work;
    }

    /// @return false if what it did must be undone
    boolean run(SqliteSession session) throws SQLException {
      try {
        value = work.run(session);
        return true;
      } catch (RuntimeException e) {
        failure = e;
        return false;
      }
    }

    void settle(@Nullable RuntimeException commitFailure) {
      if (commitFailure != null) {
        failure = commitFailure;
      }
      settled = true;
    }

    T result() {
      if (failure != null) {
        throw failure;
      }
      if (value == null) {
        throw new IllegalStateException("A work answers with a value");
      }
      return value;
    }
  }
}
