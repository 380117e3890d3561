package dev.kenning.embeddings;

import java.time.Duration;
import java.util.function.LongSupplier;

/// The instant by which an answer is of use, carried from the caller down to the last call.
/// Measured on a monotonic nanosecond source, which tests turn by hand. Immutable; any thread.
public final class Deadline {
  private static final Deadline NEVER = new Deadline(0, () -> 0, true);

  private final long atNanos;
  private final LongSupplier nanoSource;
  private final boolean never;

  private Deadline(long atNanos, LongSupplier nanoSource, boolean never) {
    this.atNanos = atNanos;
    this.nanoSource = nanoSource;
    this.never = never;
  }

  /// For work nobody is waiting for with a watch in hand.
  public static Deadline never() {
    return NEVER;
  }

  public static Deadline after(Duration time) {
    return after(time, System::nanoTime);
  }

  public static Deadline after(Duration time, LongSupplier nanoSource) {
    return new Deadline(nanoSource.getAsLong() + time.toNanos(), nanoSource, false);
  }

  public boolean hasPassed() {
    return !never && remainingNanos() <= 0;
  }

  /// Nanoseconds left, zero or less once passed; [Long#MAX_VALUE] for [#never()].
  public long remainingNanos() {
    return never ? Long.MAX_VALUE : atNanos - nanoSource.getAsLong();
  }

  /// @throws DeadlineExceededException naming `what` was about to be done, if the deadline has
  ///   passed
  public void check(String what) {
    if (hasPassed()) {
      throw new DeadlineExceededException(what);
    }
  }
}
