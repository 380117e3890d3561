package dev.kenning.search.http;

import dev.kenning.search.answer.WireFormat;
import io.javalin.http.Context;

/// Writes values as JSON.
final class Reply {
  private Reply() {}

  static void json(Context ctx, int status, Object value) {
    ctx.status(status).contentType("application/json").result(WireFormat.bytes(value));
  }

  static void problem(Context ctx, Problem.Draft draft) {
    draft
        .retryAfter()
        .ifPresent(time -> ctx.header("Retry-After", Long.toString(Refusal.wholeSeconds(time))));
    if (draft.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"kenning\"");
    }
    if (!draft.allow().isEmpty()) {
      ctx.header("Allow", String.join(", ", draft.allow()));
    }
    ctx.status(draft.status())
        .result(WireFormat.bytes(draft.of(RequestIdentity.of(ctx))))
        .contentType("application/problem+json");
  }
}
