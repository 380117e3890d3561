package dev.kenning.search.admission;

import java.util.concurrent.atomic.AtomicLong;

/// Memory promised to bodies. What does not fit is refused before a byte of it is read. Any number
/// of threads.
public final class MemoryBudget {
  private final long bytes;
  private final AtomicLong reserved = new AtomicLong();

  MemoryBudget(long bytes) {
    this.bytes = bytes;
  }

  /// @return false if there is not that much left, and nothing was reserved
  public boolean reserve(long wanted) {
    while (true) {
      long held = reserved.get();
      if (held + wanted > bytes) {
        return false;
      }
      if (reserved.compareAndSet(held, held + wanted)) {
        return true;
      }
    }
  }

  /// Gives back what [#reserve] gave.
  public void release(long held) {
    reserved.addAndGet(-held);
  }

  public long reservedBytes() {
    return reserved.get();
  }
}
