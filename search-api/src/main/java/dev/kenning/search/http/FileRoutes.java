package dev.kenning.search.http;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.Submission;
import dev.kenning.indexer.ledger.SubmissionOutcome;
import dev.kenning.search.answer.LedgerTokens;
import dev.kenning.search.http.RepositoryRoutes.Acknowledgement;
import dev.kenning.search.query.ChangesRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Files sent to a pushed repository. What is acknowledged is durable; it becomes visible soon
/// after.
final class FileRoutes {
  private static final int MAX_REJECTIONS = 100;

  private final HttpConfig config;
  private final Backend backend;
  private final KnownRepositories repositories;
  private final LedgerTokens tokens;

  FileRoutes(HttpConfig config, Backend backend) {
    this.config = config;
    this.backend = backend;
    this.repositories = new KnownRepositories(backend);
    this.tokens = new LedgerTokens(backend.ledger());
  }

  void addTo(RoutesConfig routes) {
    routes.put("/v1/repositories/{repository}/files/<path>", this::put);
    routes.delete("/v1/repositories/{repository}/files/<path>", this::delete);
    routes.post("/v1/repositories/{repository}/changes", this::changes);
    routes.get("/v1/repositories/{repository}/rejections", this::rejections);
  }

  private void put(Context ctx) {
    FileKey file = PathParameters.file(ctx);
    requirePushed(file.repository());
    WriteConditions conditions = WriteConditions.of(ctx);
    Content content = Content.of(RequestBody.source(ctx, config.maxFileBytes()));
    one(ctx, conditions.submission(file, Optional.of(content)));
  }

  private void delete(Context ctx) {
    FileKey file = PathParameters.file(ctx);
    requirePushed(file.repository());
    one(ctx, WriteConditions.of(ctx).submission(file, Optional.empty()));
  }

  private void one(Context ctx, Submission submission) {
    Receipt receipt = taken(submission, false).receipts().getFirst();
    ctx.header("ETag", "\"" + receipt.sequence() + "\"");
    Reply.json(ctx, 202, acknowledgement(receipt));
  }

  private void changes(Context ctx) {
    String repository = PathParameters.repository(ctx);
    requirePushed(repository);
    WriteConditions conditions = WriteConditions.of(ctx);
    byte[] body = RequestBody.json(ctx, config.maxChangesBytes());
    ChangesRequest request = ChangesRequest.read(repository, body);
    SubmissionOutcome.Acknowledged taken =
        taken(conditions.batch(repository, request.proposals()), true);
    Reply.json(
        ctx,
        202,
        new BatchAcknowledgement(
            taken.sequence().value(),
            tokens.issue(taken.sequence()),
            taken.receipts().stream().map(this::acknowledgement).toList()));
  }

  private record BatchAcknowledgement(long sequence, String token, List<Acknowledgement> changes) {}

  private SubmissionOutcome.Acknowledged taken(Submission submission, boolean batch) {
    return switch (backend.upkeep().submit(submission)) {
      case SubmissionOutcome.Acknowledged acknowledged -> acknowledged;
      case SubmissionOutcome.Rejected rejected ->
          throw new ChangesRejectedException(rejected.rejections(), tokens, batch);
      case SubmissionOutcome.KeyReused reused ->
          throw new Refusal(
              Refusal.Reason.KEY_REUSED,
              "Idempotency-Key %s was sent with another request; a new request needs a new key"
                  .formatted(reused.key()));
      case SubmissionOutcome.Followed followed ->
          throw followed(submission.repository(), followed.root());
      case SubmissionOutcome.OtherIncarnation other ->
          throw new Refusal(
              Refusal.Reason.OTHER_INCARNATION,
              "%s was deleted and made again: it is incarnation %d now"
                  .formatted(submission.repository(), other.incarnation()));
    };
  }

  private void rejections(Context ctx) {
    String repository = PathParameters.repository(ctx);
    repositories.require(repository);
    Reply.json(
        ctx,
        200,
        Map.of(
            "rejections",
            backend.ledger().rejections(repository, MAX_REJECTIONS).stream()
                .map(rejection -> RejectionReport.of(tokens, rejection))
                .toList()));
  }

  /// Before the body is read; the ledger looks again when it takes the change.
  private void requirePushed(String repository) {
    RepositoryRecord known = repositories.require(repository);
    if (known.root().isPresent()) {
      throw followed(repository, known.root().get());
    }
  }

  private static Refusal followed(String repository, String root) {
    return new Refusal(Refusal.Reason.FOLLOWED_REPOSITORY, repository + " is read from " + root);
  }

  private Acknowledgement acknowledgement(Receipt receipt) {
    return Acknowledgement.of(tokens, receipt.sequence(), outcome(receipt));
  }

  private static String outcome(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted _ -> "accepted";
      case Receipt.Repeated _ -> "repeated";
      case Receipt.Superseded _ -> "superseded";
      case Receipt.Conflicting _ -> "conflicting";
    };
  }
}
