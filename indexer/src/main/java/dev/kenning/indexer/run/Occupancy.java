package dev.kenning.indexer.run;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How long at least one window was being embedded, and how long none was although the run went on.
/// Unlike a [StageClock] it counts windows side by side once: idle time here is time in which the
/// model had nothing to do. Safe for several threads.
final class Occupancy {
  private final LongSupplier nanoSource;
  private int inside; // guarded by this, as all below
  private long changedNanos;
  private long busyNanos;
  private long idleNanos;

  Occupancy(LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    this.changedNanos = nanoSource.getAsLong();
  }

  synchronized void enter() {
    if (inside == 0) {
      idleNanos += sinceChange();
    }
    inside++;
  }

  synchronized void leave() {
    inside--;
    if (inside == 0) {
      busyNanos += sinceChange();
    }
  }

  /// Idle time counts up to the last window only: what the store does after it keeps nobody
  /// waiting.
  synchronized StageTime time(String stage) {
    return new StageTime(
        stage, Duration.ofNanos(busyNanos), Duration.ofNanos(idleNanos), Duration.ZERO);
  }

  private long sinceChange() {
    long now = nanoSource.getAsLong();
    long passed = now - changedNanos;
    changedNanos = now;
    return passed;
  }
}
