package dev.kenning.search.load;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Every request of a stretch of time: when it was due, how long it took from then, and what became
/// of it. Written by one thread; read once that is done.
final class Samples {
  private static final long LONGEST_MICROS = 600_000_000;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private long[] dueNanos = new long[1_024];
  private long[] tookNanos = new long[1_024];
  private CallKind[] kinds = new CallKind[1_024];
  private Outcome[] outcomes = new Outcome[1_024];
  private int count;

  /// @param due since the beginning of the stretch
  void add(long due, long took, CallKind kind, Outcome outcome) {
    if (count == kinds.length) {
      dueNanos = Arrays.copyOf(dueNanos, 2 * count);
      tookNanos = Arrays.copyOf(tookNanos, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
      outcomes = Arrays.copyOf(outcomes, 2 * count);
    }
    dueNanos[count] = due;
    tookNanos[count] = took;
    kinds[count] = kind;
    outcomes[count] = outcome;
    count++;
  }

  /// One request.
  ///
  /// @param dueSeconds since the beginning of the stretch
  record Sample(double dueSeconds, long tookNanos, CallKind kind, Outcome outcome) {
    boolean is(CallKind wanted, Outcome wantedOutcome) {
      return kind == wanted && outcome == wantedOutcome;
    }
  }

  int count() {
    return count;
  }

  long count(Predicate<Sample> which) {
    return IntStream.range(0, count).mapToObj(this::sample).filter(which).count();
  }

  private Sample sample(int place) {
    return new Sample(
        dueNanos[place] / NANOS_PER_SECOND, tookNanos[place], kinds[place], outcomes[place]);
  }

  /// How long those that fit took.
  Latencies latencies(Predicate<Sample> which) {
    Histogram histogram = new Histogram(1, LONGEST_MICROS, 3);
    for (int i = 0; i < count; i++) {
      if (which.test(sample(i))) {
        histogram.recordValue(Math.clamp(tookNanos[i] / 1_000, 1, LONGEST_MICROS));
      }
    }
    return Latencies.of(histogram);
  }

  /// @param count of requests
  /// @param p50 milliseconds, as the others; NaN where there is none
  record Latencies(long count, double p50, double p90, double p99, double longest) {
    private static Latencies of(Histogram micros) {
      return micros.getTotalCount() == 0
          ? new Latencies(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN)
          : new Latencies(
              micros.getTotalCount(),
              micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
              micros.getValueAtPercentile(90) / MICROS_PER_MILLI,
              micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
              micros.getMaxValue() / MICROS_PER_MILLI);
    }
  }
}
