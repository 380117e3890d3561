package dev.kenning.search.load;

import dev.kenning.search.admission.WorkKind;
import dev.kenning.search.load.OpenLoop.Stretch;
import dev.kenning.search.load.Samples.Latencies;
import dev.kenning.search.load.ServerWatch.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one stretch of load came to, as its callers saw it.
///
/// @param name of the stretch
/// @param offered requests a second
/// @param good answered whole, a second
/// @param goodSearches intents among them, a second
/// @param searches milliseconds that intents took which were answered
/// @param refusals milliseconds that refusals took, of all kinds
/// @param refused requests turned away as a busy server should
/// @param degraded answers that lacked a part
/// @param failed requests that came to anything else
/// @param byKind good and refused ones of each kind, a second, by `search_good` and so on
/// @param generator how well the generator kept up
/// @param server the highest it showed
public record LoadStep(
    String name,
    double offered,
    double good,
    double goodSearches,
    Times searches,
    Times refusals,
    long refused,
    long degraded,
    long failed,
    Map<String, Double> byKind,
    Generator generator,
    Server server) {
  private static final double LAG_BOUND_MILLIS = 20;
  private static final double BUSY_BOUND = 0.7;
  private static final double NANOS_PER_SECOND = 1e9;

  /// Milliseconds; NaN where there was none.
  public record Times(long count, double p50, double p90, double p99, double longest) {
    private static Times of(Latencies latencies) {
      return new Times(
          latencies.count(),
          latencies.p50(),
          latencies.p90(),
          latencies.p99(),
          latencies.longest());
    }
  }

  /// @param lagP99 milliseconds from when requests were due until they were sent
  /// @param starved requests that had to wait for a connection
  /// @param busyShare of a processor
  public record Generator(double lagP99, long starved, double busyShare) {
    /// Whether it was measured itself instead of the server.
    public boolean isSaturated() {
      return lagP99 > LAG_BOUND_MILLIS || busyShare > BUSY_BOUND || starved > 0;
    }
  }

  /// @param limit searches that might run at once, the mean
  /// @param heapBytes the most in use, garbage included
  /// @param threads the most
  public record Server(double limit, double heapBytes, double threads) {
    private static Server of(List<Reading> readings) {
      return new Server(
          readings.stream().mapToDouble(Reading::searchLimit).average().orElse(Double.NaN),
          readings.stream().mapToDouble(Reading::heapBytes).max().orElse(Double.NaN),
          readings.stream().mapToDouble(Reading::threads).max().orElse(Double.NaN));
    }
  }

  public LoadStep {
    byKind = Map.copyOf(byKind);
  }

  static LoadStep of(String name, Stretch stretch, List<Reading> readings) {
    Samples samples = stretch.samples();
    double seconds = stretch.sentNanos() / NANOS_PER_SECOND;
    Map<String, Double> byKind = new LinkedHashMap<>();
    for (CallKind kind : CallKind.values()) {
      byKind.put(kind.word() + "_good", samples.count(one -> one.is(kind, Outcome.GOOD)) / seconds);
      byKind.put(
          kind.word() + "_refused", samples.count(one -> one.is(kind, Outcome.REFUSED)) / seconds);
    }
    return new LoadStep(
        name,
        samples.count() / seconds,
        samples.count(one -> one.outcome() == Outcome.GOOD) / seconds,
        byKind.getOrDefault("search_good", 0.0) + byKind.getOrDefault("remembered_good", 0.0),
        Times.of(
            samples.latencies(one ->
                one.is(CallKind.SEARCH, Outcome.GOOD)
                    || one.is(CallKind.SEARCH, Outcome.DEGRADED)
                    || one.is(CallKind.REMEMBERED, Outcome.GOOD))),
        Times.of(samples.latencies(one -> one.outcome() == Outcome.REFUSED)),
        samples.count(one -> one.outcome() == Outcome.REFUSED),
        samples.count(one -> one.outcome() == Outcome.DEGRADED),
        samples.count(one -> one.outcome() == Outcome.FAILED),
        byKind,
        new Generator(stretch.lagP99Millis(), stretch.starved(), stretch.busyShare()),
        Server.of(readings));
  }

  /// Good answers a second in what admission takes them to be worth: a search is one, a similar
  /// question too, a file saved a fifth, a method read a tenth. Under more load than a server can
  /// carry the mix of what it answers changes, and counting heads would praise it for the cheap.
  public double worth() {
    return worth(CallKind.SEARCH, WorkKind.SEARCH)
        + worth(CallKind.REMEMBERED, WorkKind.SEARCH)
        + worth(CallKind.SIMILAR, WorkKind.SIMILAR)
        + worth(CallKind.PUT, WorkKind.WRITE)
        + worth(CallKind.READ, WorkKind.READ);
  }

  /// Intents a second that had to be worked out.
  double computedSearches() {
    return byKind.getOrDefault("search_good", 0.0);
  }

  private double worth(CallKind kind, WorkKind work) {
    return byKind.getOrDefault(kind.word() + "_good", 0.0) * work.units() / WorkKind.SEARCH.units();
  }

  /// For a person.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-14s %8.1f %8.1f %8.1f %8.1f %8.1f %8.1f %8d %8.1f %6d %6d %7.1f %5.0f %% %6.1f",
        name,
        offered,
        good,
        goodSearches,
        searches.p50,
        searches.p90,
        searches.p99,
        refused,
        refusals.p99,
        degraded,
        failed,
        generator.lagP99,
        100 * generator.busyShare,
        server.limit);
  }

  /// What stands above [#toString].
  static String heading() {
    return String.format(
        Locale.ROOT,
        "%-14s %8s %8s %8s %8s %8s %8s %8s %8s %6s %6s %7s %7s %6s",
        "",
        "asked/s",
        "good/s",
        "search/s",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "refused",
        "p99 ms",
        "partly",
        "failed",
        "lag ms",
        "busy",
        "limit");
  }
}
