package dev.kenning.search.http;

import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationJob;
import dev.kenning.indexer.generation.LiveGenerations;
import dev.kenning.search.answer.GenerationState;
import dev.kenning.search.query.GenerationRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// Generations: what there is, what is being built, which one answers. Three words stand for names:
/// `published`, `previous` and `building`.
final class GenerationRoutes {
  private static final String PUBLISHED = "published";
  private static final String PREVIOUS = "previous";
  private static final String BUILDING = "building";

  private final HttpConfig config;
  private final Backend backend;

  GenerationRoutes(HttpConfig config, Backend backend) {
    this.config = config;
    this.backend = backend;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/generations", this::list);
    routes.post("/v1/generations", this::build);
    routes.post("/v1/generations/{generation}/publish", this::publish);
    routes.post("/v1/generations/{generation}/rebuild", this::rebuild);
    routes.delete("/v1/generations/{generation}", this::remove);
  }

  private void list(Context ctx) {
    Reply.json(ctx, 200, state());
  }

  private void build(Context ctx) {
    GenerationRequest request =
        GenerationRequest.read(RequestBody.json(ctx, config.maxJsonBytes()));
    begun(ctx, generations().build(request.choice(), request.publish()));
  }

  private void publish(Context ctx) {
    String name = ctx.pathParam("generation");
    begun(
        ctx,
        name.equals(PREVIOUS)
            ? generations().rollBack()
            : generations().publish(name.equals(BUILDING) ? building() : name));
  }

  private void rebuild(Context ctx) {
    String name = ctx.pathParam("generation");
    boolean published =
        name.equals(PUBLISHED)
            || generations().list().stream()
                .anyMatch(known ->
                    known.name().equals(name) && known.standing() == Generation.Standing.PUBLISHED);
    if (!published) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          "Only the generation that answers is built again: say published");
    }
    begun(ctx, generations().rebuild());
  }

  private void remove(Context ctx) {
    String name = ctx.pathParam("generation");
    if (name.equals(BUILDING)) {
      try {
        generations().stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Refusal(Refusal.Reason.NOT_READY, "The server is being stopped");
      }
    } else {
      generations().remove(name.equals(PREVIOUS) ? previous() : name);
    }
    Reply.json(ctx, 200, state());
  }

  private void begun(Context ctx, GenerationJob job) {
    ctx.header("Location", "/v1/generations");
    Reply.json(ctx, 202, GenerationState.Build.of(job));
  }

  private GenerationState state() {
    return GenerationState.of(generations().list(), generations().job());
  }

  private String building() {
    return generations()
        .job()
        .flatMap(GenerationJob::generation)
        .orElseThrow(() -> none("Nothing is being built"));
  }

  private String previous() {
    List<Generation> all = generations().list();
    return all.stream()
        .filter(known -> known.standing() == Generation.Standing.PREVIOUS)
        .map(Generation::name)
        .findFirst()
        .orElseThrow(() -> none("There is no generation to go back to"));
  }

  private static Refusal none(String reason) {
    return new Refusal(Refusal.Reason.NO_SUCH_RESOURCE, reason);
  }

  private LiveGenerations generations() {
    Optional<LiveGenerations> there = backend.generations();
    return there.orElseThrow(() ->
        new Refusal(Refusal.Reason.NOT_BUILT, "This server has one index that is never replaced"));
  }
}
