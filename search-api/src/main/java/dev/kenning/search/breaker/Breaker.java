package dev.kenning.search.breaker;

import dev.kenning.search.metrics.MetricName;
import dev.kenning.search.metrics.ServerMetrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
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

    void failed(Throwable cause) {
      if (settled.compareAndSet(false, true)) {
        circuit.onError(tookMillis(), TimeUnit.MILLISECONDS, cause);
      }
    }

    /// It ended in a way that says nothing about the part, unless it had taken far too long.
    void endedUndecided() {
      if (isSlow()) {
        succeeded();
      } else if (settled.compareAndSet(false, true)) {
        circuit.releasePermission();
      }
    }

    /// Its caller left while it goes on: if it has taken far too long, that is known already.
    void abandoned() {
      if (isSlow()) {
        succeeded();
      }
    }

    private boolean isSlow() {
      return tookMillis()
          >= circuit.getCircuitBreakerConfig().getSlowCallDurationThreshold().toMillis();
    }

    private long tookMillis() {
      return Math.max(0, clock.millis() - startMillis);
    }
  }

  /// Lets a call through; nothing while it is open, or enough are trying.
  Optional<Permit> permit() {
    return circuit.tryAcquirePermission() ? Optional.of(new Permit()) : Optional.empty();
  }

  /// What it stands before.
  String part() {
    return circuit.getName();
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
