package dev.kenning.search.http;

import dev.kenning.search.metrics.ServerMetrics;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Writes down how each request ended: one line in the log, one count among the metrics, and one
/// more line, with the time of each stage, where it took too long. Never a body, a key, or the
/// query part of an address, since they hold what somebody searched for. Any number of threads.
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.kenning.access");
  private static final Logger SLOW = LoggerFactory.getLogger("dev.kenning.slow");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]");
  private static final double NANOS_PER_MS = 1e6;

  /// Others are counted as one, or a caller could make up labels without end.
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final ServerMetrics metrics;
  private final Duration slow;

  /// @param slow what is written about at length from
  AccessLog(ServerMetrics metrics, Duration slow) {
    this.metrics = metrics;
    this.slow = slow;
  }

  void write(Context ctx, float milliseconds) {
    Duration took = Duration.ofNanos(Math.round(milliseconds * NANOS_PER_MS));
    String method = METHODS.contains(ctx.method().name()) ? ctx.method().name() : "other";
    metrics.requestEnded(method, RequestRecord.route(ctx), ctx.statusCode(), took);
    Map<String, Double> stages = RequestRecord.stages(ctx);
    metrics.answered(stages, RequestRecord.degraded(ctx));
    RequestRecord.problem(ctx).ifPresent(metrics::refused);
    if (LOG.isInfoEnabled()) {
      named(LOG.atInfo(), ctx, milliseconds).log("request");
    }
    if (took.compareTo(slow) >= 0 && SLOW.isWarnEnabled()) {
      named(SLOW.atWarn(), ctx, milliseconds)
          .addKeyValue("stages", spoken(stages))
          .addKeyValue("degraded", RequestRecord.degraded(ctx))
          .log("slow request");
    }
  }

  private static LoggingEventBuilder named(
      LoggingEventBuilder line, Context ctx, float milliseconds) {
    LoggingEventBuilder named =
        line.addKeyValue("request_id", RequestIdentity.of(ctx))
            .addKeyValue("trace_id", RequestIdentity.trace(ctx).traceId())
            .addKeyValue("caller", RequestRecord.caller(ctx))
            .addKeyValue("method", ctx.method())
            .addKeyValue("route", RequestRecord.route(ctx))
            .addKeyValue("path", UNPRINTABLE.matcher(ctx.path()).replaceAll("?"))
            .addKeyValue("status", ctx.statusCode())
            .addKeyValue("ms", Math.round(milliseconds * 10) / 10.0);
    return RequestRecord.problem(ctx)
        .map(problem -> named.addKeyValue("problem", problem))
        .orElse(named);
  }

  private static String spoken(Map<String, Double> stages) {
    return stages.entrySet().stream()
        .map(stage -> String.format(Locale.ROOT, "%s:%.1f", stage.getKey(), stage.getValue()))
        .collect(Collectors.joining(","));
  }
}
