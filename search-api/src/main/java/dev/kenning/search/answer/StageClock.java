package dev.kenning.search.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Times the stages of one answer. Stages that run beside each other may be timed from their own
/// threads.
final class StageClock {
  private static final double NANOS_PER_MS = 1e6;
  private static final double STEPS_PER_MS = 1e3;

  private final LongSupplier nanoSource;
  private final long startNanos;
  private final Map<String, Double> timingMs = new LinkedHashMap<>();

  StageClock(LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    this.startNanos = nanoSource.getAsLong();
    timingMs.put("total", 0.0);
  }

  <T> T time(String stage, Supplier<T> work) {
    long from = nanoSource.getAsLong();
    try {
      return work.get();
    } finally {
      put(stage, nanoSource.getAsLong() - from);
    }
  }

  /// All stages so far, `total` up to now first.
  synchronized Map<String, Double> timingMs() {
    put("total", nanoSource.getAsLong() - startNanos);
    return new LinkedHashMap<>(timingMs);
  }

  private synchronized void put(String stage, long nanos) {
    timingMs.put(stage, Math.round(nanos / NANOS_PER_MS * STEPS_PER_MS) / STEPS_PER_MS);
  }
}
