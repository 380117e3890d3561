package dev.kenning.search.http;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.search.answer.LedgerTokens;
import dev.kenning.search.http.RepositoryRoutes.Acknowledgement;
import dev.kenning.search.query.ChangesRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.OptionalLong;

/// Files sent to a pushed repository. What is acknowledged is durable; it becomes visible soon
/// after.
final class FileRoutes {
  private static final String VERSION = "Kenning-Version";

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
  }

  private void put(Context ctx) {
    FileKey file = PathParameters.file(ctx);
    requirePushed(file.repository());
    OptionalLong version = version(ctx);
    Content content = Content.of(RequestBody.source(ctx, config.maxFileBytes()));
    acknowledge(ctx, new FileChange.Put(file, version, content));
  }

  private void delete(Context ctx) {
    FileKey file = PathParameters.file(ctx);
    requirePushed(file.repository());
    acknowledge(ctx, new FileChange.Delete(file, version(ctx)));
  }

  private void acknowledge(Context ctx, FileChange change) {
    Receipt receipt = backend.upkeep().accept(List.of(change)).getFirst();
    if (receipt instanceof Receipt.Conflicting) {
      throw new Refusal(
          Refusal.Reason.CONFLICTING_VERSION,
          change.file() + " is held at this version with other content");
    }
    Reply.json(ctx, 202, Acknowledgement.of(tokens, receipt.sequence(), outcome(receipt)));
  }

  private void changes(Context ctx) {
    String repository = PathParameters.repository(ctx);
    requirePushed(repository);
    byte[] body = RequestBody.json(ctx, config.maxChangesBytes());
    List<Receipt> receipts =
        backend.upkeep().accept(ChangesRequest.read(repository, body).changes());
    long last = receipts.stream().mapToLong(one -> one.sequence().value()).max().orElse(0);
    Reply.json(
        ctx,
        202,
        new BatchAcknowledgement(
            last,
            tokens.issue(new SequenceNumber(last)),
            receipts.stream()
                .map(one -> Acknowledgement.of(tokens, one.sequence(), outcome(one)))
                .toList()));
  }

  private record BatchAcknowledgement(long sequence, String token, List<Acknowledgement> changes) {}

  private void requirePushed(String repository) {
    RepositoryRecord known = repositories.require(repository);
    if (known.root().isPresent()) {
      throw new Refusal(
          Refusal.Reason.FOLLOWED_REPOSITORY, repository + " is read from " + known.root().get());
    }
  }

  private static OptionalLong version(Context ctx) {
    String version = ctx.header(VERSION);
    if (version == null && ctx.header("If-Match") != null) {
      throw new Refusal(Refusal.Reason.NOT_BUILT, "If-Match is not available yet: use " + VERSION);
    }
    if (version == null) {
      throw new Refusal(
          Refusal.Reason.VERSION_REQUIRED, "Send " + VERSION + ", a counter of the file's writers");
    }
    if (!version.matches("[0-9]{1,18}")) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER,
          VERSION + " is a whole number of at most 18 digits");
    }
    return OptionalLong.of(Long.parseLong(version));
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
