package dev.kenning.search.admission;

import java.time.Duration;
import java.util.OptionalInt;

/// Whether a request may run.
public sealed interface Admission {
  /// It runs, and ends with [#end]. For one thread.
  final class Admitted implements Admission {
    private final WorkGate gate;
    private final Priority priority;
    private final FairShares.Share caller;
    private int runningAtStart;
    private long startNanos; // without the time outside
    private long spentNanos; // when it last stepped out
    private boolean inside = true;

    Admitted(
        WorkGate gate,
        Priority priority,
        FairShares.Share caller,
        int runningAtStart,
        long startNanos) {
      this.gate = gate;
      this.priority = priority;
      this.caller = caller;
      this.runningAtStart = runningAtStart;
      this.startNanos = startNanos;
    }

    /// Gives the place to the next for a while, in which the request only waits for others. The
    /// time outside is nobody's latency.
    public void stepOut() {
      spentNanos = gate.stepOut(priority, caller) - startNanos;
      inside = false;
    }

    /// Takes a place again, before all who have had none so far.
    ///
    /// @param most how long to wait for one
    /// @return false if there was none in time; then there is only [#end] left to call
    public boolean stepIn(Duration most) throws InterruptedException {
      OptionalInt running = gate.stepIn(priority, caller, most);
      if (running.isPresent()) {
        inside = true;
        runningAtStart = running.getAsInt();
        startNanos = gate.nanos() - spentNanos;
      }
      return inside;
    }

    /// Gives the place to the next. Call it once.
    public void end(Ending ending) {
      if (inside) {
        gate.leave(priority, caller, runningAtStart, startNanos, ending);
      }
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
