package dev.kenning.indexer.method;

import java.time.Duration;

/// What reading one file may cost.
///
/// @param time after which a file is given up; at least a millisecond. JavaParser doubles its time
///   with every level of lambda blocks, so a hostile file can take for ever
/// @param stackBytes of the thread that parses: address space, of which only what is used becomes
///   memory. 64 MB hold an `else if` chain of some 60,000 links
/// @param abandoned how many files that ran out of time may still be running, at least 1;
///   JavaParser cannot be interrupted. Beyond it, callers wait for one to end, and then fail with
///   [ParsersExhaustedException]
public record ParseLimits(Duration time, long stackBytes, int abandoned) {
  public static final ParseLimits DEFAULT =
      new ParseLimits(Duration.ofSeconds(20), 64L * 1024 * 1024, 16);

  public ParseLimits {
    if (time.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("The time limit is at least 1 ms, not " + time);
    }
    if (stackBytes < 256 * 1024) {
      throw new IllegalArgumentException("The stack has at least 256 kB, not " + stackBytes);
    }
    if (abandoned < 1) {
      throw new IllegalArgumentException("At least 1 file may be abandoned, not " + abandoned);
    }
  }
}
