package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Deadline;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A [ServingSource] whose unit can be replaced while it is used. Requests that began with the one
/// before end with it; [Retired#awaitFree] tells when the last of them has.
///
/// Safe for many threads; one lock, held for a few instructions.
public final class ServingSwitch implements ServingSource {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Served served; // guarded by lock, as the reason
  private String reason;

  /// @param reason why nothing is served yet, for those who ask
  public ServingSwitch(String reason) {
    this.reason = reason;
  }

  public static ServingSwitch to(ServingUnit first) {
    ServingSwitch made = new ServingSwitch("");
    Optional<Retired> _ = made.switchTo(first);
    return made;
  }

  @Override
  public ServingLease lease() {
    lock.lock();
    try {
      Served current = served;
      if (current == null) {
        throw new NothingToServeException(reason);
      }
      current.leaseCount++;
      return new ServingLease(current.unit, () -> ended(current));
    } finally {
      lock.unlock();
    }
  }

  /// Whether anything answers.
  public boolean isServing() {
    lock.lock();
    try {
      return served != null;
    } finally {
      lock.unlock();
    }
  }

  /// Whether a request is being answered at this moment.
  public boolean isBusy() {
    lock.lock();
    try {
      return served != null && served.leaseCount > 0;
    } finally {
      lock.unlock();
    }
  }

  /// Lets `next` answer every request that comes from now on, in one step.
  ///
  /// @return what answered so far, to be closed once it is free
  public Optional<Retired> switchTo(ServingUnit next) {
    return replace(new Served(next), "");
  }

  /// Serves nothing from now on.
  ///
  /// @param why told to those who ask
  /// @return what answered so far
  public Optional<Retired> stop(String why) {
    return replace(null, why);
  }

  private Optional<Retired> replace(@Nullable Served next, String why) {
    lock.lock();
    try {
      Served before = served;
      served = next;
      reason = why;
      return Optional.ofNullable(before).map(Retired::new);
    } finally {
      lock.unlock();
    }
  }

  private void ended(Served of) {
    lock.lock();
    try {
      of.leaseCount--;
      of.free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A unit and who holds it; guarded by the lock.
  private final class Served {
    private final ServingUnit unit;
    private final Condition free = lock.newCondition();
    private int leaseCount;

    Served(ServingUnit unit) {
      this.unit = unit;
    }
  }

  /// A unit that answers no new request.
  public final class Retired {
    private final Served of;

    private Retired(Served of) {
      this.of = of;
    }

    public ServingUnit unit() {
      return of.unit;
    }

    /// Waits until the last request that uses it has ended.
    ///
    /// @return false if the deadline passed first, or the thread was interrupted; it stays so
    public boolean awaitFree(Deadline deadline) {
      lock.lock();
      try {
        while (of.leaseCount > 0) {
          long left = deadline.remainingNanos();
          if (left <= 0) {
            return false;
          }
          var _ = of.free.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        lock.unlock();
      }
    }
  }
}
