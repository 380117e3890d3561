package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.search.access.Caller;
import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.query.CallsRequest;
import dev.kenning.search.query.SearchRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Who calls a method, and what it calls.
final class CallRoutes {
  private static final Set<String> PARAMETERS =
      new TreeSet<>(Set.of("depth", "limit", "offset", "certainty", "consistency", "deadline_ms"));

  private final Backend backend;
  private final Duration maxDeadline;

  /// @param maxDeadline no question is worked on for longer
  CallRoutes(Backend backend, Duration maxDeadline) {
    this.backend = backend;
    this.maxDeadline = maxDeadline;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/methods/{id}/callers", ctx -> answer(ctx, backend.methods().calls()::callers));
    routes.get("/v1/methods/{id}/callees", ctx -> answer(ctx, backend.methods().calls()::callees));
  }

  private interface Question {
    CallAnswer ask(CallsRequest request, Predicate<String> repositories, Deadline deadline);
  }

  private void answer(Context ctx, Question question) {
    CallsRequest request = request(ctx);
    Duration time =
        request.deadline().compareTo(maxDeadline) < 0 ? request.deadline() : maxDeadline;
    Caller caller = Callers.of(ctx);
    Reply.json(ctx, 200, question.ask(request, caller::sees, CallerPresence.deadline(ctx, time)));
  }

  private static CallsRequest request(Context ctx) {
    for (String name : ctx.queryParamMap().keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw refusal("There is no parameter " + name + "; there are " + PARAMETERS);
      }
    }
    MethodId id = SearchRoutes.methodId(ctx);
    try {
      return new CallsRequest(
          id,
          number(ctx, "depth", CallsRequest.DEFAULT_DEPTH),
          number(ctx, "limit", CallsRequest.DEFAULT_LIMIT),
          number(ctx, "offset", 0),
          CallsRequest.certainty(text(ctx, "certainty", "one_of")),
          deadline(ctx),
          SearchRoutes.consistency(ctx));
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private static Duration deadline(Context ctx) {
    int most = (int) SearchRequest.MAX_DEADLINE.toMillis();
    int asked = number(ctx, "deadline_ms", (int) SearchRequest.DEFAULT_DEADLINE.toMillis());
    if (asked < 1 || asked > most) {
      throw refusal("deadline_ms must be 1 to %d, not %d".formatted(most, asked));
    }
    return Duration.ofMillis(asked);
  }

  private static String text(Context ctx, String name, String otherwise) {
    String text = ctx.queryParam(name);
    return text == null ? otherwise : text;
  }

  private static int number(Context ctx, String name, int otherwise) {
    String text = ctx.queryParam(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw refusal("%s must be a whole number, not '%s'".formatted(name, text));
    }
  }

  private static Refusal refusal(String detail) {
    return new Refusal(Refusal.Reason.UNACCEPTABLE_PARAMETER, detail);
  }
}
