package dev.kenning.search.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.search.admission.Admission.Admitted;
import dev.kenning.search.admission.Admission.Ending;
import dev.kenning.search.admission.Admission.Refused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Lets requests of one kind in, as many at once as their limit says. Where all places are taken, a
/// request waits for one if that is likely to be soon: first those who were inside before, then
/// interactive ones, then bulk. Else it is refused at once, without waiting for anything.
///
/// **How soon is soon.** A queue takes up bursts; one that is there most of the time is no burst,
/// and makes everybody wait for nothing in return. So a request may have to wait for the configured
/// time while there was a queue for less than a quarter of the last second or so, and else only for
/// a quarter of that time, or for half of what one request takes where that is more: enough to keep
/// the places taken. After the controlled delay of CoDel, which looks at the least delay of an
/// interval: at the edge of what can be done a queue is empty again and again, and long all the
/// same. Whoever was let wait is let in, unless it takes several times as long as it should: to be
/// refused after a wait is worse than at once.
///
/// Safe for many threads: one lock, held for a few steps only.
final class WorkGate {
  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
  private static final int FAR_LONGER = 5;
  private static final int SHORTER_FOR_A_QUEUE_THAT_STAYS = 4;
  private static final double QUEUE_MEMORY_NANOS = 1e9;
  private static final double MOST_QUEUED_IN_BURSTS = 0.25;

  private final AdmissionConfig config;
  private final LongSupplier nanoSource;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final AdaptiveLimit limit;

  /// Those who stepped out; at most one for each connection.
  @GuardedBy("lock")
  private final Deque<Waiter> returning = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Deque<Waiter> interactive = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Deque<Waiter> bulk = new ArrayDeque<>();

  @GuardedBy("lock")
  private int running;

  @GuardedBy("lock")
  private int runningBulk;

  /// The share of the time in which somebody waited, the last second counting most.
  @GuardedBy("lock")
  private double queuedShare;

  @GuardedBy("lock")
  private long queueSeenNanos;

  WorkGate(AdmissionConfig config, LimitConfig limits, LongSupplier nanoSource) {
    this.config = config;
    this.nanoSource = nanoSource;
    this.queueSeenNanos = nanoSource.getAsLong();
    this.limit = new AdaptiveLimit(limits, queueSeenNanos);
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

  long nanos() {
    return nanoSource.getAsLong();
  }

  /// Blocks a few times the longest wait of the configuration at most.
  Admission enter(Priority priority) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (waiting(priority) == 0 && hasRoom(priority)) {
        return admitted(priority, take(priority));
      }
      Duration wait = expectedWait(priority);
      if (waiting() >= config.maxWaiting() || wait.compareTo(patience()) > 0) {
        return new Refused(retryAfter(wait));
      }
      OptionalInt place =
          await(priority, queue(priority), config.maxWait().multipliedBy(FAR_LONGER));
      return place.isPresent()
          ? admitted(priority, place.getAsInt())
          : new Refused(retryAfter(expectedWait(priority)));
    } finally {
      lock.unlock();
    }
  }

  void leave(Priority priority, int runningAtStart, long startNanos, Ending ending) {
    lock.lock();
    try {
      long now = nanoSource.getAsLong();
      switch (ending) {
        case DONE -> limit.ended(now, now - startNanos, runningAtStart);
        case TIMED_OUT -> limit.timedOut(now, now - startNanos);
        case SPARED -> {}
      }
      giveUp(priority);
    } finally {
      lock.unlock();
    }
  }

  /// @return when
  long stepOut(Priority priority) {
    lock.lock();
    try {
      giveUp(priority);
      return nanoSource.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /// @return how many run, the one that comes back included; empty if there was no place in time
  OptionalInt stepIn(Priority priority, Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return returning.isEmpty() && hasRoom(priority)
          ? OptionalInt.of(take(priority))
          : await(priority, returning, most);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private OptionalInt await(Priority priority, Deque<Waiter> queue, Duration most)
      throws InterruptedException {
    Waiter waiter = new Waiter(priority, lock.newCondition());
    seeQueue();
    queue.addLast(waiter);
    long left = most.toNanos();
    try {
      while (!waiter.admitted && left > 0) {
        left = waiter.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      if (waiter.admitted) {
        giveUp(priority);
      }
      throw e;
    } finally {
      seeQueue();
      queue.remove(waiter);
    }
    return waiter.admitted ? OptionalInt.of(waiter.runningAtStart) : OptionalInt.empty();
  }

  private Admitted admitted(Priority priority, int runningAtStart) {
    return new Admitted(this, priority, runningAtStart, nanoSource.getAsLong());
  }

  @GuardedBy("lock")
  private void giveUp(Priority priority) {
    running--;
    runningBulk -= priority == Priority.BULK ? 1 : 0;
    while (letIn(returning) || letIn(interactive) || letIn(bulk)) {
      // each round lets one in
    }
  }

  @GuardedBy("lock")
  private boolean letIn(Deque<Waiter> waiters) {
    Waiter next = waiters.peekFirst();
    if (next == null || !hasRoom(next.priority)) {
      return false;
    }
    seeQueue();
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
          case BULK -> runningBulk < bulkPlaces(most);
        };
  }

  private int bulkPlaces(int places) {
    return Math.max(1, (int) (places * config.bulkShare()));
  }

  @GuardedBy("lock")
  private int take(Priority priority) {
    running++;
    runningBulk += priority == Priority.BULK ? 1 : 0;
    return running;
  }

  /// Those ahead, each of which takes as long as requests took of late, as many at once as may run.
  @GuardedBy("lock")
  private Duration expectedWait(Priority priority) {
    int places =
        switch (priority) {
          case INTERACTIVE -> limit.limit();
          case BULK -> bulkPlaces(limit.limit());
        };
    return Duration.ofNanos((long) ((waiting(priority) + 1) * limit.recentNanos() / places));
  }

  /// Notes for how long the queue was as it is, before it changes and before it is asked about.
  @GuardedBy("lock")
  private void seeQueue() {
    long now = nanoSource.getAsLong();
    double kept = Math.exp((queueSeenNanos - now) / QUEUE_MEMORY_NANOS);
    queuedShare = kept * queuedShare + (1 - kept) * (waiting() > 0 ? 1 : 0);
    queueSeenNanos = now;
  }

  /// How long a request may have to wait now.
  @GuardedBy("lock")
  private Duration patience() {
    seeQueue();
    long most = config.maxWait().toNanos();
    return queuedShare < MOST_QUEUED_IN_BURSTS
        ? config.maxWait()
        : Duration.ofNanos(
            Math.clamp(
                (long) limit.recentNanos() / 2, most / SHORTER_FOR_A_QUEUE_THAT_STAYS, most));
  }

  private static Duration retryAfter(Duration wait) {
    return wait.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : wait;
  }

  @GuardedBy("lock")
  private int waiting() {
    return returning.size() + interactive.size() + bulk.size();
  }

  /// How many go before a request that comes now.
  @GuardedBy("lock")
  private int waiting(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> returning.size() + interactive.size();
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
