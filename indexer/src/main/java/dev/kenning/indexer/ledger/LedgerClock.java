package dev.kenning.indexer.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The time by which the ledger tells how old a change is: it never goes back and never stands
/// still, whatever is done to the machine's clock, and it goes on where the last process left it.
///
/// It is the wall clock where that is ahead, and counts on by itself where the wall clock was set
/// back. A clock that was ahead for a while makes ages too large, never too small; ages decide how
/// long a reader waits, and nothing else. Time in which nobody had the ledger open is not counted
/// if the clock was set back meanwhile.
///
/// Safe for many threads.
public final class LedgerClock {
  private final InstantSource wall;
  private final LongSupplier nanoSource;
  private long anchorMillis; // guarded by this, as is the next
  private long anchorNanos;

  private LedgerClock(InstantSource wall, LongSupplier nanoSource) {
    this.wall = wall;
    this.nanoSource = nanoSource;
    this.anchorMillis = wall.millis();
    this.anchorNanos = nanoSource.getAsLong();
  }

  /// @param wall the time of day
  /// @param nanoSource counts nanoseconds, and is never set
  public static LedgerClock of(InstantSource wall, LongSupplier nanoSource) {
    return new LedgerClock(wall, nanoSource);
  }

  public static LedgerClock system() {
    return new LedgerClock(InstantSource.system(), System::nanoTime);
  }

  /// Milliseconds since 1970.
  synchronized long millis() {
    long nanos = nanoSource.getAsLong();
    long counted = TimeUnit.NANOSECONDS.toMillis(nanos - anchorNanos);
    if (wall.millis() > anchorMillis + counted) {
      anchorMillis = wall.millis();
      anchorNanos = nanos;
      return anchorMillis;
    }
    return anchorMillis + counted;
  }

  /// Goes on from `millis`, if it is not there yet.
  synchronized void startFrom(long millis) {
    if (millis > millis()) {
      anchorMillis = millis;
      anchorNanos = nanoSource.getAsLong();
    }
  }

  /// The time on the wall, for those who tell it to people or compare with it.
  Instant wallTime() {
    return wall.instant();
  }
}
