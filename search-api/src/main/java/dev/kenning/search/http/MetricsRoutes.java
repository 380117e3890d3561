package dev.kenning.search.http;

import dev.kenning.search.metrics.ServerMetrics;
import io.javalin.config.RoutesConfig;

/// The numbers of this server, for Prometheus.
final class MetricsRoutes {
  private final ServerMetrics metrics;

  MetricsRoutes(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  void addTo(RoutesConfig routes) {
    routes.get(
        "/metrics", ctx -> ctx.contentType(ServerMetrics.MEDIA_TYPE).result(metrics.scrape()));
  }
}
