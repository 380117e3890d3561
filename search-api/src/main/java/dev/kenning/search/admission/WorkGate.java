package dev.kenning.search.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.search.admission.Admission.Admitted;
import dev.kenning.search.admission.Admission.Ending;
import dev.kenning.search.admission.Admission.Refused;
import dev.kenning.search.admission.FairShares.Share;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
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
/// **Whose turn it is.** Of those who wait, the caller who has the fewest places goes first, and
/// none has more than its [FairShares], so that nobody waits behind all that another asked at once.
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
  private final FairShares shares;

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
    this.shares = new FairShares(limits.quiet());
  }

  /// One request that waits; `admitted` is written by whoever makes room for it.
  private static final class Waiter {
    private final Priority priority;
    private final Share caller;
    private final boolean wasInside;
    private final Condition turn;
    private boolean admitted;
    private int runningAtStart;

    Waiter(Priority priority, Share caller, boolean wasInside, Condition turn) {
      this.priority = priority;
      this.caller = caller;
      this.wasInside = wasInside;
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
  ///
  /// @param caller a name for who asks
  Admission enter(Priority priority, String caller) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Share share = shares.of(caller, nanoSource.getAsLong());
      letIn();
      if (hasRoom(priority, share)) {
        return admitted(priority, share, take(priority, share));
      }
      Duration wait = expectedWait(priority, share);
      if (waiting() >= config.maxWaiting() || wait.compareTo(patience()) > 0) {
        return new Refused(retryAfter(wait));
      }
      OptionalInt place = await(priority, share, false, config.maxWait().multipliedBy(FAR_LONGER));
      return place.isPresent()
          ? admitted(priority, share, place.getAsInt())
          : new Refused(retryAfter(expectedWait(priority, share)));
    } finally {
      lock.unlock();
    }
  }

  void leave(Priority priority, Share caller, int runningAtStart, long startNanos, Ending ending) {
    lock.lock();
    try {
      long now = nanoSource.getAsLong();
      switch (ending) {
        case DONE -> limit.ended(now, now - startNanos, runningAtStart);
        case TIMED_OUT -> limit.timedOut(now, now - startNanos);
        case SPARED -> {}
      }
      giveUp(priority, caller);
    } finally {
      lock.unlock();
    }
  }

  /// @return when
  long stepOut(Priority priority, Share caller) {
    lock.lock();
    try {
      giveUp(priority, caller);
      return nanoSource.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /// @return how many run, the one that comes back included; empty if there was no place in time
  OptionalInt stepIn(Priority priority, Share caller, Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return returning.isEmpty() && hasRoom(priority)
          ? OptionalInt.of(take(priority, caller))
          : await(priority, caller, true, most);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private OptionalInt await(Priority priority, Share caller, boolean wasInside, Duration most)
      throws InterruptedException {
    Waiter waiter = new Waiter(priority, caller, wasInside, lock.newCondition());
    Deque<Waiter> queue = wasInside ? returning : queue(priority);
    seeQueue();
    queue.addLast(waiter);
    caller.waits();
    long left = most.toNanos();
    try {
      while (!waiter.admitted && left > 0) {
        left = waiter.turn.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      if (waiter.admitted) {
        giveUp(priority, caller);
      }
      throw e;
    } finally {
      seeQueue();
      if (queue.remove(waiter)) {
        caller.waitsNoLonger();
      }
    }
    return waiter.admitted ? OptionalInt.of(waiter.runningAtStart) : OptionalInt.empty();
  }

  private Admitted admitted(Priority priority, Share caller, int runningAtStart) {
    return new Admitted(this, priority, caller, runningAtStart, nanoSource.getAsLong());
  }

  @GuardedBy("lock")
  private void giveUp(Priority priority, Share caller) {
    running--;
    runningBulk -= priority == Priority.BULK ? 1 : 0;
    caller.left();
    letIn();
  }

  /// All who wait and have room.
  @GuardedBy("lock")
  private void letIn() {
    while (letIn(returning) || letIn(interactive) || letIn(bulk)) {
      // each round lets one in
    }
  }

  /// The one whose caller has the fewest places; the first come of several.
  @GuardedBy("lock")
  private boolean letIn(Deque<Waiter> waiters) {
    Waiter next = null;
    for (Waiter one : waiters) {
      boolean room = one.wasInside ? hasRoom(one.priority) : hasRoom(one.priority, one.caller);
      if (room && (next == null || one.caller.running() < next.caller.running())) {
        next = one;
      }
    }
    if (next == null) {
      return false;
    }
    seeQueue();
    waiters.remove(next);
    next.caller.waitsNoLonger();
    next.admitted = true;
    next.runningAtStart = take(next.priority, next.caller);
    next.turn.signal();
    return true;
  }

  @GuardedBy("lock")
  private boolean hasRoom(Priority priority, Share caller) {
    return hasRoom(priority) && caller.running() < shares.most(limit.limit());
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
  private int take(Priority priority, Share caller) {
    running++;
    runningBulk += priority == Priority.BULK ? 1 : 0;
    caller.entered();
    return running;
  }

  /// Those who go before, each of which takes as long as requests took of late, as many at once as
  /// may run; and as many of the caller's own as it may have at once.
  @GuardedBy("lock")
  private Duration expectedWait(Priority priority, Share caller) {
    int limitNow = limit.limit();
    int places =
        switch (priority) {
          case INTERACTIVE -> limitNow;
          case BULK -> bulkPlaces(limitNow);
        };
    double rounds = (before(priority, caller) + 1.0) / places;
    double ownRounds = (caller.present() + 1.0) / shares.most(limitNow) - 1;
    return Duration.ofNanos((long) (Math.max(rounds, ownRounds) * limit.recentNanos()));
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

  /// How many go before a request that comes now: of each other caller those who will have had no
  /// more places than this one.
  @GuardedBy("lock")
  private int before(Priority priority, Share caller) {
    int before = returning.size();
    Map<Share, Integer> places = new HashMap<>();
    for (Waiter one : interactive) {
      int had = places.merge(one.caller, 1, Integer::sum) + one.caller.running() - 1;
      before += had <= caller.present() ? 1 : 0;
    }
    return switch (priority) {
      case INTERACTIVE -> before;
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
