package dev.kenning.search.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.kenning.search.access.Caller;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.answer.AsOf;
import dev.kenning.search.answer.IndexStatus;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// How the server is, for people and for those who watch over it.
final class StateRoutes {
  private final Backend backend;
  private final BooleanSupplier warm;

  /// @param warm whether the first questions are behind us
  StateRoutes(Backend backend, BooleanSupplier warm) {
    this.backend = backend;
    this.warm = warm;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/status", this::status);
    routes.post("/v1/compact", this::compact);
    routes.get("/healthz", ctx -> Reply.json(ctx, 200, Map.of("status", "alive")));
    routes.get("/readyz", this::ready);
    // by itself, HEAD is answered with 200 wherever there is a GET, without asking anybody
    routes.head("/readyz", this::ready);
    routes.get("/openapi.json", new NotBuilt());
    routes.post("/mcp", new NotBuilt());
  }

  private void status(Context ctx) {
    boolean simd = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    Caller caller = Callers.of(ctx);
    IndexStatus.Status status = backend.status().status();
    Reply.json(
        ctx,
        200,
        switch (caller.visibility()) {
          case Visibility.Everything _ ->
              new ServerState(
                  status, backend.upkeep().trouble(), backend.upkeep().erasing(), simd, trees());
          case Visibility.Only _ -> PartOfState.of(status, caller, simd);
        });
  }

  /// The state as far as it is about repositories that there are for a caller. Sizes and troubles
  /// are of the whole, and so are left out.
  private record PartOfState(
      AsOf asOf,
      long head,
      long methods,
      List<IndexStatus.Repository> repositories,
      String model,
      List<IndexStatus.SetAside> setAside,
      int setAsideCount,
      boolean simd) {
    static PartOfState of(IndexStatus.Status status, Caller caller, boolean simd) {
      List<IndexStatus.Repository> seen =
          status.repositories().stream().filter(one -> caller.sees(one.name())).toList();
      List<IndexStatus.SetAside> setAside =
          status.setAside().stream().filter(one -> caller.sees(one.repository())).toList();
      return new PartOfState(
          status.asOf(),
          status.head(),
          seen.stream().mapToLong(IndexStatus.Repository::methods).sum(),
          seen,
          status.model(),
          setAside,
          setAside.size(),
          simd);
    }
  }

  /// Answers when it is done: the caller waits, the server goes on serving.
  private void compact(Context ctx) throws IOException {
    Reply.json(ctx, 200, backend.upkeep().compact());
  }

  private List<FollowedTreeReport> trees() {
    return backend.upkeep().trees().stream().map(FollowedTreeReport::of).toList();
  }

  /// @param index what searches see, its fields beside the others on the wire
  /// @param trouble what keeps the index from following the ledger; absent while nothing does
  /// @param erasing repositories that were deleted and are not erased everywhere yet
  /// @param simd whether vectors are compared with the processor's wide instructions
  /// @param trees how the following of each tree stands
  private record ServerState(
      @JsonUnwrapped IndexStatus.Status index,
      Optional<String> trouble,
      int erasing,
      boolean simd,
      List<FollowedTreeReport> trees) {}

  private void ready(Context ctx) {
    if (!backend.ready().getAsBoolean()) {
      throw new Refusal(Refusal.Reason.NOT_READY, "The model is being opened");
    }
    if (!warm.getAsBoolean()) {
      throw new Refusal(Refusal.Reason.NOT_READY, "The index is being warmed up");
    }
    Reply.json(ctx, 200, Map.of("status", "ready"));
  }
}
