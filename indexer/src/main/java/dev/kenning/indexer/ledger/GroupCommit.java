package dev.kenning.indexer.ledger;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets writers that come at the same time share one commit, because a commit waits for the disk
/// and its price hardly depends on how much it carries.
///
/// Each writer queues its work. If nobody has the turn, it takes it, and runs everything that is
/// queued by then, its own work among it, in one transaction; else it sleeps until its work is done
/// or the turn is free. Whoever gives the turn back wakes the first who waits and nobody else, so
/// that those whose work is done need not queue for a turn that they have no use for.
///
/// A work that throws is rolled back alone, to the savepoint before it; a commit that fails fails
/// for all it carried, and nothing of it is taken.
///
/// Safe for many threads; the queue is no longer than there are threads waiting.
final class GroupCommit implements AutoCloseable {
  private static final int MAX_GROUP = 256; // so that nobody waits for an endless stream of others

  private final Path file;
  private final SqliteSession session; // used by the holder of the turn alone
  private final ReentrantLock turn = new ReentrantLock();
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
    boolean interrupted = false;
    while (!ticket.settled) {
      if (turn.tryLock()) {
        try {
          runQueued(ticket);
        } finally {
          giveTurnBack();
        }
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // the work is on its way: it cannot be called back
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ticket.result();
  }

  private void runQueued(Ticket<?> own) {
    while (!own.settled) {
      runGroup(nextGroup());
    }
  }

  /// A writer that queues after the look at the queue finds the turn free.
  private void giveTurnBack() {
    turn.unlock();
    Ticket<?> next = queue.peek();
    if (next != null) {
      LockSupport.unpark(next.waiting);
    }
  }

  /// Runs `work` in its turn, outside of any transaction.
  <T> T alone(Work<T> work) {
    turn.lock();
    try {
      return work.run(session);
    } catch (SQLException e) {
      throw LedgerFailures.named(file, e);
    } finally {
      giveTurnBack();
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
      giveTurnBack();
    }
  }

  /// One writer's work and what came of it; the rest is guarded by the turn until it is settled.
  private static final class Ticket<T> {
    private final Work<T> work;
    private final Thread waiting = Thread.currentThread();
    private @Nullable T value;
    private @Nullable RuntimeException failure;
    private volatile boolean settled;

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
      LockSupport.unpark(waiting);
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
