package dev.kenning.indexer.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A machine's two clocks, turned by hand: the one on the wall can be set anywhere, the one that
/// counts only goes on.
final class TurnedClock implements InstantSource {
  private Instant wall = Instant.parse("2026-11-24T06:00:00Z");
  private long nanos = 42;

  LedgerClock forLedger() {
    return LedgerClock.of(this, () -> nanos);
  }

  /// Time passes.
  void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  /// Somebody sets the clock; no time passes.
  void set(Duration forward) {
    wall = wall.plus(forward);
  }

  @Override
  public Instant instant() {
    return wall;
  }
}
