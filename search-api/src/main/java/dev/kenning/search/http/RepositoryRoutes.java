package dev.kenning.search.http;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.SyncJob;
import dev.kenning.search.answer.LedgerTokens;
import dev.kenning.search.query.FieldProblem;
import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.query.RepositoryRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Repositories, and the syncs that bring the index in step with them.
final class RepositoryRoutes {
  private final HttpConfig config;
  private final Backend backend;
  private final KnownRepositories repositories;
  private final LedgerTokens tokens;

  RepositoryRoutes(HttpConfig config, Backend backend) {
    this.config = config;
    this.backend = backend;
    this.repositories = new KnownRepositories(backend);
    this.tokens = new LedgerTokens(backend.ledger());
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/repositories", this::list);
    routes.get("/v1/repositories/{repository}", this::one);
    routes.put("/v1/repositories/{repository}", this::put);
    routes.delete("/v1/repositories/{repository}", this::delete);
    routes.post("/v1/repositories/{repository}/sync", this::sync);
    routes.get("/v1/jobs/{id}", this::job);
  }

  private void list(Context ctx) {
    Reply.json(ctx, 200, Map.of("repositories", repositories.seenBy(Callers.of(ctx))));
  }

  private void one(Context ctx) {
    String name = PathParameters.repository(ctx);
    tellIncarnation(ctx, name);
    Reply.json(ctx, 200, repositories.requireState(name));
  }

  private void put(Context ctx) {
    String name = PathParameters.newRepository(ctx);
    RepositoryRequest request =
        RepositoryRequest.read(RequestBody.json(ctx, config.maxJsonBytes()));
    if (request.root().isPresent() && !Files.exists(request.root().get())) {
      throw new InvalidRequestException(
          List.of(new FieldProblem("/root", "a folder or archive that exists")));
    }
    boolean created = backend.ledger().repository(name).isEmpty();
    backend.upkeep().createRepository(name, request.root().map(Path::toString));
    tellIncarnation(ctx, name);
    Reply.json(ctx, created ? 201 : 200, repositories.requireState(name));
  }

  /// Which life of its name a repository is in: a writer that sends it along cannot reach the next.
  private void tellIncarnation(Context ctx, String name) {
    backend
        .ledger()
        .repository(name)
        .ifPresent(known ->
            ctx.header(WriteConditions.INCARNATION, Integer.toString(known.incarnation())));
  }

  private void delete(Context ctx) {
    SequenceNumber sequence = backend.upkeep().deleteRepository(PathParameters.repository(ctx));
    Reply.json(ctx, 202, Acknowledgement.of(tokens, sequence, "accepted"));
  }

  private void sync(Context ctx) {
    String name = PathParameters.repository(ctx);
    if (repositories.require(name).root().isEmpty()) {
      throw new Refusal(
          Refusal.Reason.PUSHED_REPOSITORY, name + " has no root; its files are sent to it");
    }
    SyncJob job = backend.upkeep().sync(name);
    ctx.header("Location", "/v1/jobs/" + job.id());
    Reply.json(ctx, 202, JobReport.of(job));
  }

  private void job(Context ctx) {
    SyncJob job =
        backend
            .upkeep()
            .job(ctx.pathParam("id"))
            .filter(known -> Callers.of(ctx).sees(known.repository()))
            .orElseThrow(() -> new Refusal(Refusal.Reason.NO_SUCH_RESOURCE, "No job has this id"));
    Reply.json(ctx, 200, JobReport.of(job));
  }

  /// @param sequence where the change stands in the ledger
  /// @param token hand it back to read your own write
  /// @param outcome `accepted`, `repeated` or `superseded`
  record Acknowledgement(long sequence, String token, String outcome) {
    static Acknowledgement of(LedgerTokens tokens, SequenceNumber sequence, String outcome) {
      return new Acknowledgement(sequence.value(), tokens.issue(sequence), outcome);
    }
  }
}
