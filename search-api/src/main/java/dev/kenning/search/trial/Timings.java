package dev.kenning.search.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long something took, each time; safe for many threads.
final class Timings {
  private static final double MICROS_PER_MILLI = 1_000;

  private final List<Long> nanos = new ArrayList<>(); // guarded by this

  synchronized void add(long elapsedNanos) {
    nanos.add(elapsedNanos);
  }

  synchronized int count() {
    return nanos.size();
  }

  double p50Millis() {
    return millis(0.50);
  }

  double p99Millis() {
    return millis(0.99);
  }

  double longestMillis() {
    return millis(1);
  }

  private synchronized double millis(double share) {
    if (nanos.isEmpty()) {
      return Double.NaN;
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    int place = (int) Math.ceil(share * sorted.size()) - 1;
    return TimeUnit.NANOSECONDS.toMicros(sorted.get(Math.clamp(place, 0, sorted.size() - 1)))
        / MICROS_PER_MILLI;
  }
}
