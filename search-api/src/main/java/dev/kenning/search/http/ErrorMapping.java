package dev.kenning.search.http;

import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.indexer.generation.GenerationInUseException;
import dev.kenning.indexer.generation.NoRoomException;
import dev.kenning.indexer.generation.NothingToServeException;
import dev.kenning.indexer.generation.UnknownGenerationException;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.RepositoryRootConflictException;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.search.answer.GoneMethodException;
import dev.kenning.search.answer.NotYetVisibleException;
import dev.kenning.search.answer.UnknownMethodException;
import dev.kenning.search.answer.UnknownTokenException;
import dev.kenning.search.breaker.CircuitOpenException;
import dev.kenning.search.http.Problem.Awaited;
import dev.kenning.search.http.Problem.Draft;
import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.query.MalformedJsonException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// The only place that knows which failure is which status.
final class ErrorMapping {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  private ErrorMapping() {}

  static Draft of(Throwable failure) {
    String detail = Objects.requireNonNullElse(failure.getMessage(), "");
    return switch (failure) {
      case Refusal refusal -> {
        Draft draft = of(refusal.reason(), detail);
        yield refusal.retryAfter().map(draft::retryAfter).orElse(draft);
      }
      case MalformedJsonException malformed -> malformed(malformed);
      case InvalidRequestException invalid ->
          Draft.of(422, "unacceptable-fields", "Fields cannot be accepted", detail)
              .errors(invalid.problems());
      case UnknownMethodException _ -> Draft.of(404, "unknown-method", "No such method", detail);
      case UnknownTokenException _ ->
          Draft.of(409, "unknown-token", "The token stands for nothing here", detail);
      case NotYetVisibleException late ->
          Draft.of(504, "not-yet-visible", "The state asked for is not visible yet", detail)
              .awaited(Awaited.of(late));
      case GoneMethodException _ ->
          Draft.of(410, "gone-method", "The method is not here any more", detail);
      case UnknownRepositoryException _ ->
          Draft.of(404, "unknown-repository", "No such repository", detail);
      case ChangesRejectedException rejected -> rejected(rejected, detail);
      case RepositoryRootConflictException _ ->
          Draft.of(409, "root-conflict", "The name is taken by another root", detail);
      case EmbedderUnavailableException _ ->
          Draft.of(503, "model-unavailable", "No vector can be made now", detail).retryAfter(SOON);
      case LedgerUnavailableException _ ->
          Draft.of(503, "ledger-unavailable", "Nothing can be made durable now", detail)
              .retryAfter(LATER);
      case UnknownGenerationException _ ->
          Draft.of(404, "unknown-generation", "No such generation", detail);
      case GenerationInUseException _ ->
          Draft.of(409, "generation-in-use", "The generation is in use", detail);
      case NoRoomException _ -> Draft.of(507, "no-room", "There is no room for it", detail);
      case CircuitOpenException _ ->
          Draft.of(503, "circuit-open", "A part is left alone until it recovers", detail)
              .retryAfter(LATER);
      case NothingToServeException _ ->
          Draft.of(503, "not-ready", "No index can answer now", detail).retryAfter(LATER);
      case StoreUnavailableException _ ->
          Draft.of(503, "store-unavailable", "The index cannot be used now", detail)
              .retryAfter(LATER);
      case DeadlineExceededException _ ->
          Draft.of(
              504,
              "deadline",
              "The deadline passed before anything useful was found",
              "Ask again with a larger deadline_ms");
      case HttpResponseException routing -> routing(routing);
      default ->
          Draft.of(500, "internal", "Something broke", "The log tells more under this request id");
    };
  }

  private static Draft rejected(ChangesRejectedException rejected, String detail) {
    Draft draft =
        rejected.isPrecondition()
            ? Draft.of(412, "changed-since", "The file has changed since", detail)
            : Draft.of(
                409, "conflicting-version", "The version is held with other content", detail);
    return draft.errors(rejected.problems()).held(rejected.held());
  }

  private static Draft malformed(MalformedJsonException malformed) {
    String detail = Objects.requireNonNullElse(malformed.getMessage(), "");
    return Draft.of(400, "malformed-json", "The body is not JSON", detail)
        .place(malformed.line(), malformed.column());
  }

  private static Draft of(Refusal.Reason reason, String detail) {
    return switch (reason) {
      case MALFORMED_REQUEST -> Draft.of(400, "malformed-request", "Not a valid request", detail);
      case UNAUTHENTICATED -> Draft.of(401, "unauthenticated", "It is not known who asks", detail);
      case FORBIDDEN -> Draft.of(403, "forbidden", "Not allowed", detail);
      case SLOW_BODY -> Draft.of(408, "slow-body", "The body took too long", detail);
      // No standard has a status for it; this one is what others log.
      case CALLER_GONE -> Draft.of(499, "caller-gone", "Nobody waits any more", detail);
      case RATE_EXCEEDED -> Draft.of(429, "rate-exceeded", "Asked too often", detail);
      case OVERLOADED -> Draft.of(503, "overloaded", "Too much to do at the moment", detail);
      case FOREIGN_ORIGIN -> Draft.of(403, "foreign-origin", "Not from here", detail);
      case NO_SUCH_RESOURCE -> Draft.of(404, "not-found", "Nothing is here", detail);
      case FOLLOWED_REPOSITORY ->
          Draft.of(409, "followed-repository", "Kenning reads this repository itself", detail);
      case PUSHED_REPOSITORY ->
          Draft.of(409, "pushed-repository", "This repository has no root to read", detail);
      case OTHER_INCARNATION ->
          Draft.of(
              409, "other-incarnation", "The repository is not the one that was meant", detail);
      case BODY_TOO_LARGE -> Draft.of(413, "too-large", "The body is too large", detail);
      case UNSUPPORTED_BODY ->
          Draft.of(415, "unsupported-body", "The body's type cannot be read", detail);
      case UNACCEPTABLE_PARAMETER ->
          Draft.of(422, "unacceptable-parameter", "A parameter cannot be accepted", detail);
      case KEY_REUSED ->
          Draft.of(422, "idempotency-key-reused", "The key belongs to another request", detail);
      case VERSION_REQUIRED -> Draft.of(428, "version-required", "Say which version", detail);
      case NOT_BUILT -> Draft.of(501, "not-built", "Not available in this version", detail);
      case NOT_READY -> Draft.of(503, "not-ready", "Not ready yet", detail).retryAfter(SOON);
    };
  }

  /// What Javalin refuses by itself: an unknown route, a method that a route does not have.
  private static Draft routing(HttpResponseException routing) {
    if (routing instanceof MethodNotAllowedResponse) {
      List<String> allowed = allowed(routing);
      return Draft.of(
              routing.getStatus(),
              "method-not-allowed",
              "Another method is needed",
              "This address takes " + String.join(", ", allowed))
          .allow(allowed);
    }
    if (routing instanceof NotFoundResponse) {
      return of(Refusal.Reason.NO_SUCH_RESOURCE, "The server has no such address");
    }
    String title = Objects.requireNonNullElse(routing.getMessage(), "Refused");
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    return Draft.of(routing.getStatus(), slug, title, title);
  }

  /// Javalin lists the methods under a name that depends on the caller, and answers `HEAD` wherever
  /// there is a `GET` without listing it.
  private static List<String> allowed(HttpResponseException routing) {
    return routing.getDetails().values().stream()
        .flatMap(methods -> Arrays.stream(methods.split(", ", -1)))
        .flatMap(method -> method.equals("GET") ? Stream.of(method, "HEAD") : Stream.of(method))
        .distinct()
        .toList();
  }
}
