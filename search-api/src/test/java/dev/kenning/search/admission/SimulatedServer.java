package dev.kenning.search.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/// A machine that shares its processors among all requests it was let have, in turned time:
/// requests come at random, those above the limit are refused, each takes its own amount of work.
final class SimulatedServer {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int processors;
  private final double workNanos;
  private final Random random;
  private final AdaptiveLimit limit;
  private final List<Job> running = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private double nowNanos;

  /// @param workNanos of a request on one processor, on the mean
  SimulatedServer(LimitConfig config, int processors, Duration workNanos, long seed) {
    this.processors = processors;
    this.workNanos = workNanos.toNanos();
    this.random = new Random(seed);
    this.limit = new AdaptiveLimit(config, 0);
  }

  private static final class Job {
    private final double startNanos;
    private final int runningAtStart;
    private double leftNanos;

    Job(double startNanos, int runningAtStart, double leftNanos) {
      this.startNanos = startNanos;
      this.runningAtStart = runningAtStart;
      this.leftNanos = leftNanos;
    }
  }

  /// How it stood at the end of a tenth of a second.
  record Point(double seconds, int limit, int done, int refused, double meanMillis) {}

  /// Requests a second that it can do at most.
  double capacity() {
    return processors * NANOS_PER_SECOND / workNanos;
  }

  /// @param load by second, as a share of what it can do
  /// @return ten points a second
  List<Point> run(Duration time, DoubleUnaryOperator load) {
    double end = nowNanos + time.toNanos();
    double nextArrival = nowNanos;
    double nextPoint = nowNanos + NANOS_PER_SECOND / 10;
    int done = 0;
    int refused = 0;
    double tookNanos = 0;
    while (nowNanos < end) {
      double rate = Math.min(1, (double) processors / Math.max(1, running.size()));
      double least = running.stream().mapToDouble(job -> job.leftNanos).min().orElse(1e18);
      double step = Math.min(Math.min(nextArrival, nextPoint) - nowNanos, least / rate);
      nowNanos += step;
      for (Job job : running) {
        job.leftNanos -= step * rate;
      }
      for (Iterator<Job> jobs = running.iterator(); jobs.hasNext(); ) {
        Job job = jobs.next();
        if (job.leftNanos <= 1e-3) {
          jobs.remove();
          done++;
          tookNanos += nowNanos - job.startNanos;
          limit.ended((long) nowNanos, (long) (nowNanos - job.startNanos), job.runningAtStart);
        }
      }
      if (nowNanos >= nextArrival) {
        if (running.size() < limit.limit()) {
          running.add(new Job(nowNanos, running.size() + 1, workNanos * amount()));
        } else {
          refused++;
        }
        double perSecond =
            Math.max(1e-6, capacity() * load.applyAsDouble(nowNanos / NANOS_PER_SECOND));
        nextArrival = nowNanos - Math.log(1 - random.nextDouble()) / perSecond * NANOS_PER_SECOND;
      }
      if (nowNanos >= nextPoint) {
        points.add(
            new Point(
                nowNanos / NANOS_PER_SECOND,
                limit.limit(),
                done,
                refused,
                done == 0 ? 0 : tookNanos / done / 1e6));
        done = 0;
        refused = 0;
        tookNanos = 0;
        nextPoint += NANOS_PER_SECOND / 10;
      }
    }
    return List.copyOf(points);
  }

  /// Half of the mean for certain, the rest at random: no request is nothing, some are long.
  private double amount() {
    return 0.5 - 0.5 * Math.log(1 - random.nextDouble());
  }
}
