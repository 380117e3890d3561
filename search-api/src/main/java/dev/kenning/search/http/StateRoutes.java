package dev.kenning.search.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/// How the server is, for people and for those who watch over it.
final class StateRoutes {
  private final Backend backend;

  StateRoutes(Backend backend) {
    this.backend = backend;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/status", ctx -> Reply.json(ctx, 200, backend.status().status()));
    routes.get("/healthz", ctx -> Reply.json(ctx, 200, Map.of("status", "alive")));
    routes.get("/readyz", this::ready);
    routes.get("/metrics", new NotBuilt());
    routes.get("/openapi.json", new NotBuilt());
    routes.post("/mcp", new NotBuilt());
  }

  private void ready(Context ctx) {
    if (!backend.ready().getAsBoolean()) {
      throw new Refusal(Refusal.Reason.NOT_READY, "The model is being opened");
    }
    Reply.json(ctx, 200, Map.of("status", "ready"));
  }
}
