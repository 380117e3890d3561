package dev.kenning.search.admission;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Every number that admission rests on.
///
/// @param searchesPerSecond what a caller may ask on the whole, 0.1 to 1,000,000; other work counts
///   for less. Callers that are trusted are not counted
/// @param burst how many searches it may ask at once after a pause
/// @param callers how many callers are told apart; who was not heard of for longest is forgotten
/// @param limits one for each kind
/// @param maxWait how long a request may be expected to wait for a place in a burst; where it would
///   be longer it is refused at once. Where there is a queue for more than a quarter of the time,
///   that is no burst: then it is a quarter, or half of what one request takes where that is more
/// @param maxWaiting requests of a kind that wait
/// @param bulkShare of the places, how many requests nobody waits for may have
/// @param bodyBytes memory for bodies being read and handled
/// @param maxDeadline no request is worked on for longer, whatever it asks for
public record AdmissionConfig(
    double searchesPerSecond,
    int burst,
    int callers,
    Map<WorkKind, LimitConfig> limits,
    Duration maxWait,
    int maxWaiting,
    double bulkShare,
    long bodyBytes,
    Duration maxDeadline) {
  public AdmissionConfig {
    require(
        searchesPerSecond >= 0.1 && searchesPerSecond <= 1_000_000,
        "0.1 to 1,000,000 searches per second");
    require(burst >= 1 && burst <= 10_000_000, "a burst of 1 to 10,000,000 searches");
    require(callers >= 1 && callers <= 10_000_000, "1 to 10,000,000 callers");
    limits = new EnumMap<>(limits);
    require(limits.size() == WorkKind.values().length, "a limit for each kind of work");
    limits = Map.copyOf(limits);
    require(!maxWait.isNegative() && maxWait.toSeconds() <= 60, "a wait of 0 to 60 s");
    require(maxWaiting >= 0 && maxWaiting <= 100_000, "0 to 100,000 waiting requests");
    require(bulkShare > 0 && bulkShare <= 1, "a share above 0 and up to 1");
    require(bodyBytes >= 1_000_000, "at least 1 MB for bodies");
    require(maxDeadline.isPositive(), "a positive deadline");
  }

  /// 50 searches a second and bursts of 50 for each caller that is counted; a twentieth of a second
  /// of waiting, 64 requests of a kind; half of the places for bulk; 64 MB of bodies; 60 s.
  public static AdmissionConfig forProcessors(int processors) {
    LimitConfig computing = LimitConfig.computing(processors);
    LimitConfig waiting = LimitConfig.waiting(processors);
    return new AdmissionConfig(
        50,
        50,
        10_000,
        Map.of(
            WorkKind.SEARCH, computing,
            WorkKind.SIMILAR, computing,
            WorkKind.WRITE, waiting,
            WorkKind.READ, waiting,
            WorkKind.ADMIN, waiting),
        Duration.ofMillis(50),
        64,
        0.5,
        64_000_000,
        Duration.ofSeconds(60));
  }

  public AdmissionConfig withRate(double newSearchesPerSecond, int newBurst) {
    return new AdmissionConfig(
        newSearchesPerSecond,
        newBurst,
        callers,
        limits,
        maxWait,
        maxWaiting,
        bulkShare,
        bodyBytes,
        maxDeadline);
  }

  public AdmissionConfig withLimits(Map<WorkKind, LimitConfig> newLimits) {
    return new AdmissionConfig(
        searchesPerSecond,
        burst,
        callers,
        newLimits,
        maxWait,
        maxWaiting,
        bulkShare,
        bodyBytes,
        maxDeadline);
  }

  public AdmissionConfig withWaiting(Duration newMaxWait, int newMaxWaiting) {
    return new AdmissionConfig(
        searchesPerSecond,
        burst,
        callers,
        limits,
        newMaxWait,
        newMaxWaiting,
        bulkShare,
        bodyBytes,
        maxDeadline);
  }

  public AdmissionConfig withBodyBytes(long newBodyBytes) {
    return new AdmissionConfig(
        searchesPerSecond,
        burst,
        callers,
        limits,
        maxWait,
        maxWaiting,
        bulkShare,
        newBodyBytes,
        maxDeadline);
  }

  public AdmissionConfig withMaxDeadline(Duration newMaxDeadline) {
    return new AdmissionConfig(
        searchesPerSecond,
        burst,
        callers,
        limits,
        maxWait,
        maxWaiting,
        bulkShare,
        bodyBytes,
        newMaxDeadline);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("Admission needs " + what);
    }
  }
}
