package dev.kenning.search.metrics;

import dev.kenning.search.metrics.MetricName.Kind;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/// The meters of one server, and their Prometheus text. Counting costs well under a microsecond.
/// Any number of threads.
public final class ServerMetrics implements AutoCloseable {
  /// What [#scrape()] is written in.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS_PER_MS = 1e6;
  private static final String TOTAL = "_total";
  private static final String SECONDS = "_seconds";

  /// Where searches lie, from a cache hit to a deadline.
  private static final Duration[] BUCKETS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /// Micrometer refers weakly to what counters are read from.
  private final Queue<DoubleSupplier> kept = new ConcurrentLinkedQueue<>();

  /// The registry finds a meter by tags that it sorts and checks first, for every stage of every
  /// request.
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

  private record Series(MetricName name, List<String> labels) {}

  /// Meters of the JVM and the process come with it; the rest is added by who has it to tell.
  public ServerMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// A response is on its way.
  ///
  /// @param route the pattern that matched, never the address itself
  public void requestEnded(String method, String route, int status, Duration took) {
    record(
        took,
        MetricName.HTTP_REQUESTS,
        "method",
        method,
        "route",
        route,
        "status",
        Integer.toString(status));
  }

  /// A question was answered.
  ///
  /// @param timingMs milliseconds by stage
  /// @param degraded each part that was missing and why, `semantic: …`
  public void answered(Map<String, Double> timingMs, Iterable<String> degraded) {
    timingMs.forEach((stage, millis) ->
        record(
            Duration.ofNanos(Math.round(millis * NANOS_PER_MS)),
            MetricName.SEARCH_STAGE,
            "stage",
            stage));
    degraded.forEach(reason -> count(MetricName.ANSWERS_DEGRADED, "part", reason.split(":", 2)[0]));
  }

  /// A request was turned away.
  ///
  /// @param reason the last part of the problem's type
  public void refused(String reason) {
    count(MetricName.REFUSALS, "reason", reason);
  }

  /// Counts one of something.
  ///
  /// @param labels names and values by turns, all that the name has
  public void count(MetricName name, String... labels) {
    counters
        .computeIfAbsent(new Series(name, List.of(labels)), _ -> counter(name, labels))
        .increment();
  }

  /// Shows what `value` gives whenever somebody looks. It must be cheap and must not fail; what
  /// cannot be told is [Double#NaN].
  public void watch(MetricName name, DoubleSupplier value, String... labels) {
    switch (name.kind()) {
      case GAUGE ->
          Gauge.builder(id(name), value, DoubleSupplier::getAsDouble)
              .description(name.meaning())
              .tags(tags(name, labels))
              .strongReference(true)
              .register(registry);
      case COUNTER -> {
        kept.add(value);
        FunctionCounter.builder(id(name), value, DoubleSupplier::getAsDouble)
            .description(name.meaning())
            .tags(tags(name, labels))
            .register(registry);
      }
      case HISTOGRAM ->
          throw new IllegalArgumentException(name + " is recorded, not looked at from outside");
    }
  }

  /// Everything, as Prometheus reads it.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void record(Duration took, MetricName name, String... labels) {
    timers
        .computeIfAbsent(new Series(name, List.of(labels)), _ -> timer(name, labels))
        .record(took);
  }

  private Counter counter(MetricName name, String... labels) {
    require(name, Kind.COUNTER);
    return Counter.builder(id(name))
        .description(name.meaning())
        .tags(tags(name, labels))
        .register(registry);
  }

  private Timer timer(MetricName name, String... labels) {
    require(name, Kind.HISTOGRAM);
    return Timer.builder(id(name))
        .description(name.meaning())
        .tags(tags(name, labels))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /// Micrometer puts the endings on again.
  private static String id(MetricName name) {
    return switch (name.kind()) {
      case COUNTER -> name.text().substring(0, name.text().length() - TOTAL.length());
      case HISTOGRAM -> name.text().substring(0, name.text().length() - SECONDS.length());
      case GAUGE -> name.text();
    };
  }

  private static void require(MetricName name, Kind kind) {
    if (name.kind() != kind) {
      throw new IllegalArgumentException(name + " is no " + kind);
    }
  }

  private static Tags tags(MetricName name, String... labels) {
    Tags tags = Tags.of(labels);
    if (tags.stream().map(tag -> tag.getKey()).sorted().toList().equals(name.labels())) {
      return tags;
    }
    throw new IllegalArgumentException(name + " has the labels " + name.labels());
  }
}
