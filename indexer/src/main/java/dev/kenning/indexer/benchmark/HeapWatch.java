package dev.kenning.indexer.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.atomic.AtomicLong;

/// Follows the heap that is really needed: what is left after a full collection, which it asks for,
/// because most collections leave the old generation alone and say nothing of it.
final class HeapWatch {
  private final AtomicLong peakBytes = new AtomicLong();

  /// Collects, which stops the world for up to a second, and notes what is left.
  void sample() {
    System.gc();
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null) {
        used += pool.getCollectionUsage().getUsed();
      }
    }
    peakBytes.accumulateAndGet(used, Math::max);
  }

  long peakBytes() {
    return peakBytes.get();
  }
}
