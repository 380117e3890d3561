package dev.kenning.indexer.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.atomic.AtomicLong;

/// Follows the heap that is really needed: what is left after a collection, where the collector
/// tells.
final class HeapWatch {
  private final AtomicLong peakBytes = new AtomicLong();

  void sample() {
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
