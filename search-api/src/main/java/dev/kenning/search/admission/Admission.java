package dev.kenning.search.admission;

import java.time.Duration;

/// Whether a request may run.
public sealed interface Admission {
  /// It runs, and ends with [#end].
  final class Admitted implements Admission {
    private final WorkGate gate;
    private final Priority priority;
    private final int runningAtStart;
    private final long startNanos;

    Admitted(WorkGate gate, Priority priority, int runningAtStart, long startNanos) {
      this.gate = gate;
      this.priority = priority;
      this.runningAtStart = runningAtStart;
      this.startNanos = startNanos;
    }

    /// Gives the place to the next. Call it once.
    public void end(Ending ending) {
      gate.leave(priority, runningAtStart, startNanos, ending);
    }
  }

  /// It does not.
  ///
  /// @param retryAfter when there is likely to be room
  record Refused(Duration retryAfter) implements Admission {}

  /// How a request ended, as far as it says something about latency.
  enum Ending {
    /// It did its work.
    DONE,
    /// It was done with before there was anything to measure: from a cache, or wrong.
    SPARED,
    /// Its time was up.
    TIMED_OUT
  }
}
