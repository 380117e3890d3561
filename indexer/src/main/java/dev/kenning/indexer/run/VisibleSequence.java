package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How far searches see, and a place to wait until they see further. Safe for many threads.
final class VisibleSequence {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Condition awaited = lock.newCondition();
  private int waiters; // guarded by lock
  private SequenceNumber sequence; // guarded by lock

  VisibleSequence(SequenceNumber sequence) {
    this.sequence = sequence;
  }

  SequenceNumber get() {
    lock.lock();
    try {
      return sequence;
    } finally {
      lock.unlock();
    }
  }

  void reached(SequenceNumber reached) {
    lock.lock();
    try {
      if (reached.compareTo(sequence) > 0) {
        sequence = reached;
        advanced.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// @return false if the deadline passed first, or the thread was interrupted; it stays so
  boolean await(SequenceNumber wanted, Deadline deadline) {
    lock.lock();
    waiters++;
    try {
      while (sequence.compareTo(wanted) < 0) {
        awaited.signalAll();
        long left = deadline.remainingNanos();
        if (left <= 0) {
          return false;
        }
        // Wakes now and then so that a deadline on a hand-turned clock is seen to pass.
        long slice = Math.min(left, TimeUnit.MILLISECONDS.toNanos(50));
        var _ = advanced.awaitNanos(slice);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiters--;
      lock.unlock();
    }
  }

  /// Blocks until somebody waits to see further, or the time has passed.
  void awaitSomebodyWaiting(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (waiters == 0 && left > 0) {
        left = awaited.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
