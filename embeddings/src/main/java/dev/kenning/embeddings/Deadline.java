package dev.kenning.embeddings;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The instant by which an answer is of use, carried from the caller down to the last call, and
/// whether anybody still waits for it. Measured on a monotonic nanosecond source, which tests turn
/// by hand. Immutable; any thread.
public final class Deadline {
  private static final Deadline NEVER = new Deadline(0, () -> 0, true, null);

  /// How long a wait may go on before it is asked again whether it is still wanted.
  private static final long LOOK_NANOS = 50_000_000;

  private final long atNanos;
  private final LongSupplier nanoSource;
  private final boolean never;
  private final @Nullable BooleanSupplier wanted; // null: somebody always waits

  private Deadline(
      long atNanos, LongSupplier nanoSource, boolean never, @Nullable BooleanSupplier wanted) {
    this.atNanos = atNanos;
    this.nanoSource = nanoSource;
    this.never = never;
    this.wanted = wanted;
  }

  /// For work nobody is waiting for with a watch in hand.
  public static Deadline never() {
    return NEVER;
  }

  public static Deadline after(Duration time) {
    return after(time, System::nanoTime);
  }

  public static Deadline after(Duration time, LongSupplier nanoSource) {
    return new Deadline(nanoSource.getAsLong() + time.toNanos(), nanoSource, false, null);
  }

  /// The same, but sooner: what is left of it is for the steps that follow.
  public Deadline earlier(Duration by) {
    return never ? this : new Deadline(atNanos - by.toNanos(), nanoSource, false, wanted);
  }

  /// The same, but passed as soon as nobody waits any more.
  ///
  /// @param wanted whether somebody does: asked often and from any thread, so it must be cheap;
  ///   once false it stays so
  public Deadline whileWanted(BooleanSupplier wanted) {
    return new Deadline(atNanos, nanoSource, never, wanted);
  }

  /// Whether it has passed because nobody waits any more.
  public boolean isAbandoned() {
    return wanted != null && !wanted.getAsBoolean();
  }

  public boolean hasPassed() {
    return remainingNanos() <= 0;
  }

  /// Nanoseconds left, zero or less once passed; [Long#MAX_VALUE] for [#never()].
  public long remainingNanos() {
    if (isAbandoned()) {
      return 0;
    }
    return never ? Long.MAX_VALUE : atNanos - nanoSource.getAsLong();
  }

  /// How long to wait at a time: what is left, or less where the one who waits may leave before.
  /// After it, ask whether the deadline has passed.
  public long waitNanos() {
    long left = remainingNanos();
    return wanted == null ? left : Math.min(left, LOOK_NANOS);
  }

  /// @throws DeadlineExceededException naming `what` was about to be done, if the deadline has
  ///   passed
  public void check(String what) {
    if (hasPassed()) {
      throw new DeadlineExceededException(what);
    }
  }
}
