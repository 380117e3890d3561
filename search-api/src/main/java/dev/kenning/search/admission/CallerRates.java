package dev.kenning.search.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A bucket of tokens for each caller, filled steadily: a request takes some, and goes ahead if
/// they were there. Counted in tenths of a search. Any number of threads.
final class CallerRates {
  private static final int UNITS_PER_SEARCH = 10;

  private final AdmissionConfig config;
  private final TimeMeter time;
  private final Cache<String, Bucket> byCaller;

  CallerRates(AdmissionConfig config, LongSupplier nanoSource) {
    this.config = config;
    this.time = meter(nanoSource);
    // A bucket that had time to fill up is like a new one.
    Duration fill =
        Duration.ofMillis((long) (1_000 * config.burst() / config.searchesPerSecond()) + 1_000);
    this.byCaller =
        Caffeine.newBuilder()
            .maximumSize(config.callers())
            .expireAfterAccess(fill)
            .ticker(nanoSource::getAsLong)
            .build();
  }

  Allowance take(String caller, int units) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(units);
    return probe.isConsumed()
        ? new Allowance.Within(
            config.burst(),
            probe.getRemainingTokens() / UNITS_PER_SEARCH,
            Duration.ofNanos(probe.getNanosToWaitForReset()))
        : new Allowance.Exceeded(config.burst(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /// Settles what a request turned out to be worth.
  ///
  /// @param units more than was taken for it; less where negative
  void settle(String caller, int units) {
    if (units > 0) {
      long _ = bucket(caller).consumeIgnoringRateLimits(units);
    } else if (units < 0) {
      bucket(caller).addTokens(-units);
    }
  }

  long callerCount() {
    return byCaller.estimatedSize();
  }

  private Bucket bucket(String caller) {
    return byCaller.get(
        caller,
        _ ->
            Bucket.builder()
                .addLimit(limit ->
                    limit
                        .capacity((long) config.burst() * UNITS_PER_SEARCH)
                        .refillGreedy(
                            Math.max(1, Math.round(config.searchesPerSecond() * UNITS_PER_SEARCH)),
                            Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build());
  }

  private static TimeMeter meter(LongSupplier nanoSource) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanoSource.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
