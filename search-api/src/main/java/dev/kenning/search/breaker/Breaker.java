package dev.kenning.search.breaker;

import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts how calls of one part end, and refuses while too many end badly. Three states: *closed*,
/// calls go through; *open*, none does, for a pause; *half open*, a few do, and decide whether it
/// closes again or opens for a pause twice as long. A quarter of each pause is chance.
///
/// Any number of threads.
public final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  private static final float PERCENT = 100;

  private final CircuitBreaker circuit;
  private final Clock clock;

  /// @param part `model`, `store`, `ledger`: for messages, metrics and the log
  /// @param clock tells when pauses are over; turned by hand in tests
  public Breaker(String part, BreakerConfig config, Clock clock) {
    this.clock = clock;
    this.circuit =
        CircuitBreaker.of(
            part,
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    config.window(),
                    config.leastCalls(),
                    CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold((float) config.failureShare() * PERCENT)
                .slowCallRateThreshold((float) config.failureShare() * PERCENT)
                .slowCallDurationThreshold(config.slow())
                .waitIntervalFunctionInOpenState(pauses(config))
                .permittedNumberOfCallsInHalfOpenState(config.trials())
                // A trial that never ends must not keep the others out for ever.
                .maxWaitDurationInHalfOpenState(config.slow().multipliedBy(config.trials()))
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .build());
    circuit
        .getEventPublisher()
        .onStateTransition(change ->
            LOG.warn(
                "The breaker of the {} is {} now: {} of the last calls failed, {} were slow",
                part,
                word(change.getStateTransition().getToState()),
                percent(circuit.getMetrics().getFailureRate()),
                percent(circuit.getMetrics().getSlowCallRate())));
  }

  private static IntervalFunction pauses(BreakerConfig config) {
    return config.jitter() == 0
        ? IntervalFunction.ofExponentialBackoff(
            config.pause().toMillis(), 2, config.longestPause().toMillis())
        : IntervalFunction.ofExponentialRandomBackoff(
            config.pause().toMillis(), 2, config.jitter(), config.longestPause().toMillis());
  }

  /// Shows state and changes of state.
  public void watch(ServerMetrics metrics) {
    metrics.watch(MetricName.BREAKER_OPEN, this::level, "part", circuit.getName());
    circuit
        .getEventPublisher()
        .onStateTransition(change ->
            metrics.count(
                MetricName.BREAKER_TRANSITIONS,
                "part",
                circuit.getName(),
                "to",
                word(change.getStateTransition().getToState())));
  }

  /// A call that was let through. The first word about it counts. Any thread.
  final class Permit {
    private final long startMillis = clock.millis();
    private final AtomicBoolean settled = new AtomicBoolean();

    private Permit() {}

    void succeeded() {
      if (settled.compareAndSet(false, true)) {
        circuit.onSuccess(tookMillis(), TimeUnit.MILLISECONDS);
      }
    }

    /// It ended well, and took this long by the word of whoever measured it.
    ///
    /// @param telling whether that says anything about the part, even if it was not far too long
    void ended(Duration took, boolean telling) {
      if (settled.compareAndSet(false, true)) {
        if (telling || isSlow(took.toMillis())) {
          circuit.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          circuit.releasePermission();
        }
      }
    }

    void failed(Throwable cause) {
      if (settled.compareAndSet(false, true)) {
        circuit.onError(tookMillis(), TimeUnit.MILLISECONDS, cause);
      }
    }

    /// It ended in a way that says nothing about the part, unless it had taken far too long.
    void endedUndecided() {
      ended(Duration.ofMillis(tookMillis()), false);
    }

    /// Its caller left while it goes on: if nobody has been answered for far too long, that is
    /// known already.
    ///
    /// @param silence since when the part has answered nobody although somebody waited
    void abandoned(Duration silence) {
      long unheardMillis = Math.max(tookMillis(), silence.toMillis());
      if (isSlow(unheardMillis)) {
        ended(Duration.ofMillis(unheardMillis), true);
      }
    }

    private long tookMillis() {
      return Math.max(0, clock.millis() - startMillis);
    }
  }

  private boolean isSlow(long millis) {
    return millis >= circuit.getCircuitBreakerConfig().getSlowCallDurationThreshold().toMillis();
  }

  /// Lets a call through; nothing while it is open, or enough are trying.
  Optional<Permit> permit() {
    return circuit.tryAcquirePermission() ? Optional.of(new Permit()) : Optional.empty();
  }

  /// What it stands before.
  String part() {
    return circuit.getName();
  }

  /// What its own pauses are measured by, in milliseconds; only differences mean something.
  long millis() {
    return clock.millis();
  }

  /// `closed`, `half_open`, `open`.
  public String state() {
    return word(circuit.getState());
  }

  private double level() {
    return switch (circuit.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
      case HALF_OPEN -> 1;
      case OPEN, FORCED_OPEN -> 2;
    };
  }

  private static String word(CircuitBreaker.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(float share) {
    return share < 0 ? "an unknown share" : Math.round(share) + " %";
  }
}
