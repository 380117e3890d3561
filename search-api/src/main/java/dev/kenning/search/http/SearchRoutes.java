package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.search.access.Caller;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.admission.WorkKind;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.FactVocabulary;
import dev.kenning.search.answer.MethodResult;
import dev.kenning.search.answer.UnknownMethodException;
import dev.kenning.search.cache.CachedAnswers;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.ConsistencyReader;
import dev.kenning.search.query.RequestReader;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.query.SimilarRequest;
import dev.kenning.search.query.SimilarRequest.Subject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/// Questions about methods.
final class SearchRoutes {
  private static final String CACHE_STATUS = "Cache-Status";
  private static final Duration WAIT = SearchRequest.DEFAULT_DEADLINE;

  private final HttpConfig config;
  private final Backend backend;
  private final KnownRepositories repositories;
  private final CachedAnswers answers;
  private final Duration maxDeadline;

  /// @param answers the backend's search, which remembers
  /// @param maxDeadline no question is worked on for longer
  SearchRoutes(HttpConfig config, Backend backend, CachedAnswers answers, Duration maxDeadline) {
    this.config = config;
    this.backend = backend;
    this.answers = answers;
    this.maxDeadline = maxDeadline;
    this.repositories = new KnownRepositories(backend);
  }

  void addTo(RoutesConfig routes) {
    routes.post("/v1/search", this::search);
    routes.post("/v1/similar", this::similar);
    routes.get("/v1/methods/{id}", this::method);
    new CallRoutes(backend, maxDeadline).addTo(routes);
    routes.get("/v1/facts", ctx -> Reply.json(ctx, 200, FactVocabulary.current()));
  }

  private void search(Context ctx) {
    byte[] body = RequestBody.json(ctx, config.maxJsonBytes());
    SearchRequest request = RequestReader.search(body);
    Caller caller = Callers.of(ctx);
    repositories.requireWanted(caller, request.filter());
    SearchFilter seen = KnownRepositories.within(caller, request.filter());
    SearchRequest asked = request.with(seen).within(maxDeadline);
    CachedAnswers.Found found = found(ctx, asked);
    if (found.remembered()) {
      RequestRecord.spared(ctx);
      ctx.header(CACHE_STATUS, "kenning; hit"); // RFC 9211
    }
    RequestRecord.costs(ctx, found.remembered() ? 1 : cost(asked));
    answer(ctx, found.answer());
  }

  private CachedAnswers.Found found(Context ctx, SearchRequest asked) {
    Optional<Refusal> refusal = RequestGate.refusal(ctx);
    return refusal.isPresent()
        ? answers.remembered(asked).orElseThrow(refusal::get)
        : answers.answer(
            asked, CallerPresence.deadline(ctx, asked.deadline()), RequestGate.pause(ctx));
  }

  private void similar(Context ctx) {
    byte[] body = RequestBody.json(ctx, config.maxJsonBytes());
    SimilarRequest request = RequestReader.similar(body);
    Caller caller = Callers.of(ctx);
    repositories.requireWanted(caller, request.filter());
    requireSeen(caller, request.subject());
    SearchFilter seen = KnownRepositories.within(caller, request.filter());
    SimilarRequest asked = request.with(seen).within(maxDeadline);
    Deadline deadline = CallerPresence.deadline(ctx, asked.deadline());
    answer(ctx, backend.similar().answer(asked, deadline, RequestGate.pause(ctx)));
  }

  /// A method that is not there for the caller is refused as one that does not exist.
  private void requireSeen(Caller caller, Subject subject) {
    if (caller.visibility() instanceof Visibility.Everything) {
      return;
    }
    switch (subject) {
      case Subject.ById(MethodId id) -> requireSeen(caller, id);
      case Subject.ByLine(FileKey file, int line) -> {
        if (!caller.sees(file.repository())) {
          throw UnknownMethodException.at(file, line);
        }
      }
      case Subject.ByCode _ -> {}
    }
  }

  private void requireSeen(Caller caller, MethodId id) {
    if (caller.visibility() instanceof Visibility.Only
        && backend.methods().repositoryOf(id).filter(caller::sees).isEmpty()) {
      throw UnknownMethodException.of(id);
    }
  }

  /// In tenths of a usual search: ten results and no explanations are one.
  private static int cost(SearchRequest request) {
    int usual = WorkKind.SEARCH.units();
    int more = Math.max(0, request.limit() - SearchRequest.DEFAULT_LIMIT) / usual;
    int explained = request.include().contains(AnswerPart.EXPLAIN) ? more + 1 : 0;
    int around = request.include().contains(AnswerPart.NEIGHBOURS) ? more + usual : 0;
    return usual + more + explained + around;
  }

  private static void answer(Context ctx, Answer answer) {
    RequestRecord.answered(ctx, answer);
    Reply.json(ctx, 200, answer);
  }

  /// `?consistency=strong`, `?consistency=at_least:TOKEN`, `?consistency=max_staleness_ms:N`.
  static Consistency consistency(Context ctx) {
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

  /// The method that an address names.
  static MethodId methodId(Context ctx) {
    String id = ctx.pathParam("id");
    if (!MethodId.isWellFormed(id)) {
      throw new Refusal(
          Refusal.Reason.UNACCEPTABLE_PARAMETER, "A method's id is m_ and 22 URL-safe characters");
    }
    return new MethodId(id);
  }

  private void method(Context ctx) {
    MethodId wanted = methodId(ctx);
    requireSeen(Callers.of(ctx), wanted);
    MethodResult method =
        backend
            .methods()
            .method(
                wanted,
                consistency(ctx),
                CallerPresence.deadline(ctx, WAIT),
                RequestGate.pause(ctx))
            .filter(found -> Callers.of(ctx).sees(found.repository()))
            .orElseThrow(() -> UnknownMethodException.of(wanted));
    Reply.json(ctx, 200, method);
  }
}
