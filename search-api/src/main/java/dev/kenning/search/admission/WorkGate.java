package dev.kenning.search.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.search.admission.Admission.Admitted;
import dev.kenning.search.admission.Admission.Ending;
import dev.kenning.search.admission.Admission.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Lets requests of one kind in, as many at once as their limit says. Where all places are taken, a
/// request waits for one if that is likely to be soon, interactive ones before bulk; else it is
/// refused at once, without waiting for anything.
///
/// Safe for many threads: one lock, held for a few steps only.
final class WorkGate {
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  private final AdmissionConfig config;
  private final LongSupplier nanoSource;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final AdaptiveLimit limit;

  @GuardedBy("lock")
  private final Deque<Waiter> interactive = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Deque<Waiter> bulk = new ArrayDeque<>();

  @GuardedBy("lock")
  private int running;

  @GuardedBy("lock")
  private int runningBulk;

  WorkGate(AdmissionConfig config, LimitConfig limits, LongSupplier nanoSource) {
    this.config = config;
    this.nanoSource = nanoSource;
    this.limit = new AdaptiveLimit(limits, nanoSource.getAsLong());
  }

  /// One request that waits; `admitted` is written by whoever makes room for it.
  private static final class Waiter {
    private final Priority priority;
    private final Condition turn;
    private boolean admitted;
    private int runningAtStart;

    Waiter(Priority priority, Condition turn) {
      this.priority = priority;
      this.turn = turn;
    }
  }

  /// How things stand.
  record State(int limit, int running, int waiting) {}

  State state() {
    lock.lock();
    try {
      return new State(limit.limit(), running, waiting());
    } finally {
      lock.unlock();
    }
  }

  /// Blocks for the longest wait of the configuration at most.
  Admission enter(Priority priority) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (waiting(priority) == 0 && hasRoom(priority)) {
        return admitted(priority, take(priority));
      }
      Duration wait = expectedWait(priority);
      if (waiting() >= config.maxWaiting() || wait.compareTo(config.maxWait()) > 0) {
        return new Refused(retryAfter(wait));
      }
      return await(priority);
    } finally {
      lock.unlock();
    }
  }

  void leave(Priority priority, int runningAtStart, long startNanos, Ending ending) {
    lock.lock();
    try {
      running--;
      if (priority == Priority.BULK) {
        runningBulk--;
      }
      long now = nanoSource.getAsLong();
      switch (ending) {
        case DONE -> limit.ended(now, now - startNanos, runningAtStart);
        case TIMED_OUT -> limit.timedOut(now, now - startNanos);
        case SPARED -> {}
      }
      makeRoom();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Admission await(Priority priority) throws InterruptedException {
    Waiter waiter = new Waiter(priority, lock.newCondition());
    queue(priority).addLast(waiter);
    long left = config.maxWait().toNanos();
    try {
      while (!waiter.admitted && left > 0) {
        left = waiter.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      if (waiter.admitted) {
        running--;
        runningBulk -= priority == Priority.BULK ? 1 : 0;
        makeRoom();
      }
      throw e;
    } finally {
      queue(priority).remove(waiter);
    }
    return waiter.admitted
        ? admitted(priority, waiter.runningAtStart)
        : new Refused(retryAfter(expectedWait(priority)));
  }

  private Admitted admitted(Priority priority, int runningAtStart) {
    return new Admitted(this, priority, runningAtStart, nanoSource.getAsLong());
  }

  @GuardedBy("lock")
  private void makeRoom() {
    while (letIn(interactive) || letIn(bulk)) {
      // each round lets one in
    }
  }

  @GuardedBy("lock")
  private boolean letIn(Deque<Waiter> waiters) {
    Waiter next = waiters.peekFirst();
    if (next == null || !hasRoom(next.priority)) {
      return false;
    }
    waiters.removeFirst();
    next.admitted = true;
    next.runningAtStart = take(next.priority);
    next.turn.signal();
    return true;
  }

  @GuardedBy("lock")
  private boolean hasRoom(Priority priority) {
    int most = limit.limit();
    return running < most
        && switch (priority) {
          case INTERACTIVE -> true;
          case BULK -> runningBulk < Math.max(1, (int) (most * config.bulkShare()));
        };
  }

  @GuardedBy("lock")
  private int take(Priority priority) {
    running++;
    if (priority == Priority.BULK) {
      runningBulk++;
    }
    return running;
  }

  /// Those ahead, each of which takes as long as requests took of late, as many at once as may run.
  @GuardedBy("lock")
  private Duration expectedWait(Priority priority) {
    int ahead = interactive.size() + (priority == Priority.BULK ? bulk.size() : 0);
    int places =
        priority == Priority.BULK
            ? Math.max(1, (int) (limit.limit() * config.bulkShare()))
            : limit.limit();
    return Duration.ofNanos((long) ((ahead + 1) * limit.recentNanos() / places));
  }

  private static Duration retryAfter(Duration wait) {
    return wait.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : wait;
  }

  @GuardedBy("lock")
  private int waiting() {
    return interactive.size() + bulk.size();
  }

  @GuardedBy("lock")
  private int waiting(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive.size();
      case BULK -> waiting();
    };
  }

  @GuardedBy("lock")
  private Deque<Waiter> queue(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }
}
