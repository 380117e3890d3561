package orchard.net;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Stops calling a grower whose system keeps failing, and tries again after a rest. */
public final class Fuse {
  private enum State {
    CLOSED,
    OPEN,
    TRIAL
  }

  private final int failuresAllowed;
  private final long restNanos;
  private final LongSupplier nanoTime;
  private State state = State.CLOSED;
  private int failures;
  private long openedAt;

  public Fuse(int failuresAllowed, Duration rest, LongSupplier nanoTime) {
    this.failuresAllowed = failuresAllowed;
    this.restNanos = rest.toNanos();
    this.nanoTime = nanoTime;
  }

  public synchronized boolean permits() {
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= restNanos) {
      state = State.TRIAL;
      return true;
    }
    return state == State.CLOSED;
  }

  /** Hears how a permitted call went. */
  public synchronized void tell(boolean worked) {
    if (worked) {
      failures = 0;
      state = State.CLOSED;
      return;
    }
    failures++;
    if (state == State.TRIAL || failures >= failuresAllowed) {
      state = State.OPEN;
      openedAt = nanoTime.getAsLong();
    }
  }
}
