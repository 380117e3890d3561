package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.UnknownMethodException;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.ConsistencyReader;
import dev.kenning.search.query.RequestReader;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.query.SimilarRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;

/// Questions about methods.
final class SearchRoutes {
  private static final Duration WAIT = SearchRequest.DEFAULT_DEADLINE;

  private final HttpConfig config;
  private final Backend backend;
  private final KnownRepositories repositories;

  SearchRoutes(HttpConfig config, Backend backend) {
    this.config = config;
    this.backend = backend;
    this.repositories = new KnownRepositories(backend);
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/search", this::search);
    routes.post("/v1/similar", this::similar);
    routes.get("/v1/methods/{id}", this::method);
    routes.get("/v1/methods/{id}/callers", new NotBuilt());
    routes.get("/v1/methods/{id}/callees", new NotBuilt());
    routes.get("/v1/facts", new NotBuilt());
  }

  private void search(Context ctx) {
    byte[] body = RequestBody.json(ctx, config.maxJsonBytes());
    SearchRequest request = RequestReader.search(body);
    repositories.requireWanted(request.filter());
    answer(ctx, backend.search().answer(request));
  }

  private void similar(Context ctx) {
    byte[] body = RequestBody.json(ctx, config.maxJsonBytes());
    SimilarRequest request = RequestReader.similar(body);
    repositories.requireWanted(request.filter());
    answer(ctx, backend.similar().answer(request));
  }

  private static void answer(Context ctx, Answer answer) {
    RequestRecord.answered(ctx, answer);
    Reply.json(ctx, 200, answer);
  }

  /// `?consistency=strong`, `?consistency=at_least:TOKEN`, `?consistency=max_staleness_ms:N`.
  private static Consistency consistency(Context ctx) {
    String text = ctx.queryParam("consistency");
    if (text == null) {
      return Consistency.EVENTUAL;
    }
    try {
      return ConsistencyReader.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.Reason.UNACCEPTABLE_PARAMETER, "consistency: " + e.getMessage());
    }
  }

  private void method(Context ctx) {
    String id = ctx.pathParam("id");
    if (!MethodId.isWellFormed(id)) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER, "A method's id is m_ and 22 URL-safe characters");
    }
    Reply.json(
        ctx,
        200,
        backend
            .methods()
            .method(new MethodId(id), consistency(ctx), Deadline.after(WAIT))
            .orElseThrow(() -> new UnknownMethodException("No visible method has the id " + id)));
  }
}
