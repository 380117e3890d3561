package dev.kenning.search.admission;

/// How many requests of a kind may run at once, so that they are done nearly as fast as one alone.
///
/// **Idea.** With more requests than processors, each adds its length to the wait of the others and
/// nothing to what is done. Latency shows it: `base` is the mean of requests that began while at
/// most `quiet` ran, `now` the mean of the window that just ended.
///
/// ```
/// gradient = tolerance · base / now, at least 1/2 and at most 1
/// target   = limit · gradient + √limit
/// limit    = limit + (target − limit) / 5 on the way up, · 2/5 on the way down,
///            within quiet … most
/// ```
///
/// `√limit` is the queue that keeps the processors busy between two requests, and the way up after
/// a bad time. On `n` processors that compute, `now = base · limit / n`, so that the limit comes to
/// rest where `limit = tolerance · n + √limit`: 4 on two, 7 on four. A fifth of the way per window
/// smooths what a window measures by chance; down is faster, since a limit that is too high makes
/// everybody slow and windows long. The limit does not shrink while less than half of it is used,
/// since then latency says nothing about it, and grows only where it is reached: room that nobody
/// needs would be what an overload finds. A request that ran out of time takes a tenth off.
///
/// **Why not the usual baselines.** A long moving average learns overload as normal within minutes
/// and the limit climbs to its end; the least latency ever seen is that of a question answered from
/// a cache. `base` is only ever measured in quiet moments. Where none came for the probe interval,
/// the limit drops to `quiet` until ten requests were measured: the processors stay busy meanwhile.
///
/// After [Gradient2 of concurrency-limits](https://github.com/Netflix/concurrency-limits) and the
/// round-trip probes of BBR. Not safe for threads: its gate's lock guards it.
final class AdaptiveLimit {
  private static final double LEAST_GRADIENT = 0.5;
  private static final double SMOOTHING_UP = 0.2;
  private static final double SMOOTHING_DOWN = 0.4;
  private static final double BASE_SMOOTHING = 0.2;
  private static final double AFTER_TIMEOUT = 0.9;
  private static final double FAIR_CHANCE = 5;
  private static final int LEAST_SAMPLES = 10;
  private static final int WINDOWS_AT_MOST = 8;

  private final LimitConfig config;
  private double limit;
  private double baseNanos; // 0 while unknown
  private long baseMeasuredAtNanos;
  private int quietSamplesSince; // that
  private double recentNanos; // 0 while unknown
  private boolean probing;

  private long windowStartNanos;
  private int samples;
  private double sumNanos;
  private int quietSamples;
  private double quietSumNanos;
  private int mostRunning;
  private boolean ranOutOfTime;

  AdaptiveLimit(LimitConfig config, long nowNanos) {
    this.config = config;
    this.limit = config.initial();
    this.windowStartNanos = nowNanos;
    this.baseMeasuredAtNanos = nowNanos;
  }

  int limit() {
    return probing ? config.quiet() : (int) limit;
  }

  /// What a request took of late, 0 while nothing is known.
  double recentNanos() {
    return recentNanos;
  }

  /// A request has ended.
  ///
  /// @param tookNanos from when it was let in
  /// @param runningAtStart itself included
  void ended(long nowNanos, long tookNanos, int runningAtStart) {
    samples++;
    sumNanos += tookNanos;
    mostRunning = Math.max(mostRunning, runningAtStart);
    if (runningAtStart <= config.quiet()) {
      quietSamples++;
      quietSumNanos += tookNanos;
    }
    closeWindow(nowNanos);
  }

  /// A request ran out of time: how long it would have taken is not known. It counts only if it was
  /// given several times what one takes alone, or callers who never wait would take the limit down.
  void timedOut(long nowNanos, long tookNanos) {
    ranOutOfTime |= baseNanos > 0 && tookNanos > FAIR_CHANCE * baseNanos;
    closeWindow(nowNanos);
  }

  private void closeWindow(long nowNanos) {
    long age = nowNanos - windowStartNanos;
    long window = config.window().toNanos();
    boolean enough = samples >= LEAST_SAMPLES && (!probing || quietSamples >= LEAST_SAMPLES);
    if (age < window || (!enough && age < WINDOWS_AT_MOST * window)) {
      return;
    }
    learnBase(nowNanos);
    if (ranOutOfTime) {
      limit = within(limit * AFTER_TIMEOUT);
    } else if (samples > 0 && baseNanos > 0 && !probing) {
      move(sumNanos / samples);
    }
    if (samples > 0) {
      recentNanos = sumNanos / samples;
    }
    probing = nowNanos - baseMeasuredAtNanos > config.probeInterval().toNanos();
    quietSamplesSince = probing ? 0 : quietSamplesSince; // a probe counts by itself
    windowStartNanos = nowNanos;
    samples = 0;
    sumNanos = 0;
    quietSamples = 0;
    quietSumNanos = 0;
    mostRunning = 0;
    ranOutOfTime = false;
  }

  private void learnBase(long nowNanos) {
    boolean nobodyWasInTheWay = mostRunning <= config.quiet(); // however few requests came
    quietSamplesSince += quietSamples;
    boolean enough = quietSamplesSince >= LEAST_SAMPLES || nobodyWasInTheWay;
    if (quietSamples == 0 || (probing && !enough)) {
      return;
    }
    double quietNanos = quietSumNanos / quietSamples;
    double weight = Math.min(1, BASE_SMOOTHING * quietSamples / LEAST_SAMPLES);
    boolean afresh = baseNanos == 0 || (probing && quietSamples >= LEAST_SAMPLES);
    baseNanos = afresh ? quietNanos : baseNanos + weight * (quietNanos - baseNanos);
    if (enough) {
      quietSamplesSince = 0;
      baseMeasuredAtNanos = nowNanos;
    }
  }

  private void move(double nowMeanNanos) {
    if (mostRunning * 2 < limit) {
      return;
    }
    double gradient =
        Math.clamp(config.tolerance() * baseNanos / nowMeanNanos, LEAST_GRADIENT, 1.0);
    double target = limit * gradient + Math.sqrt(limit);
    if (target < limit) {
      limit = within(limit + SMOOTHING_DOWN * (target - limit));
    } else if (mostRunning >= (int) limit) {
      limit = within(limit + SMOOTHING_UP * (target - limit));
    }
  }

  private double within(double wanted) {
    return Math.clamp(wanted, config.quiet(), config.most());
  }
}
