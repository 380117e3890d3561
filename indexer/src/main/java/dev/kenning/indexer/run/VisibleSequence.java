package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How far searches see, and a place to wait until they see further. Safe for many threads.
final class VisibleSequence {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
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
  boolean await(SequenceNumber awaited, Deadline deadline) {
    lock.lock();
    try {
      while (sequence.compareTo(awaited) < 0) {
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
      lock.unlock();
    }
  }
}
