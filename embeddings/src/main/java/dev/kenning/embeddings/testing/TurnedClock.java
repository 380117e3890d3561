package dev.kenning.embeddings.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A clock that stands still until a test turns it by hand: wall time and a nanosecond source that
/// move together. Safe for many threads.
public final class TurnedClock extends Clock {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong elapsedNanos = new AtomicLong();

  /// Moves the clock on.
  ///
  /// @param time not negative
  public void turn(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("A clock is not turned back, but by " + time);
    }
    elapsedNanos.addAndGet(time.toNanos());
  }

  /// The monotonic side of this clock, for [dev.kenning.embeddings.Deadline#after] and its like.
  public LongSupplier nanoSource() {
    return elapsedNanos::get;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(elapsedNanos.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /// @throws UnsupportedOperationException always: nothing here tells the time of day
  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("A turned clock stays in UTC");
  }
}
