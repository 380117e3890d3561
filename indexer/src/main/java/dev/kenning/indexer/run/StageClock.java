package dev.kenning.indexer.run;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Adds up where one stage's time goes; the time of threads that work side by side is added, not
/// merged. Safe for several threads.
final class StageClock {
  private final String stage;
  private final LongSupplier nanoSource;
  private final LongAdder busyNanos = new LongAdder();
  private final LongAdder starvedNanos = new LongAdder();
  private final LongAdder blockedNanos = new LongAdder();

  StageClock(String stage, LongSupplier nanoSource) {
    this.stage = stage;
    this.nanoSource = nanoSource;
  }

  <T> T busy(Supplier<T> work) {
    return timed(busyNanos, work);
  }

  <T> T starved(Supplier<T> wait) {
    return timed(starvedNanos, wait);
  }

  <T> T blocked(Supplier<T> wait) {
    return timed(blockedNanos, wait);
  }

  StageTime time() {
    return new StageTime(
        stage,
        Duration.ofNanos(busyNanos.sum()),
        Duration.ofNanos(starvedNanos.sum()),
        Duration.ofNanos(blockedNanos.sum()));
  }

  private <T> T timed(LongAdder sum, Supplier<T> work) {
    long start = nanoSource.getAsLong();
    try {
      return work.get();
    } finally {
      sum.add(nanoSource.getAsLong() - start);
    }
  }
}
