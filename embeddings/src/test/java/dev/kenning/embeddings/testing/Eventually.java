package dev.kenning.embeddings.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for another thread to get somewhere, for as long as that takes and hardly longer.
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 200_000;

  private Eventually() {}

  public static void until(BooleanSupplier reached) {
    long untilNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > untilNanos) {
        throw new AssertionError("Not reached within " + PATIENCE);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
