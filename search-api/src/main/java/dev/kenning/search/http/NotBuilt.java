package dev.kenning.search.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/// Answers routes of the contract that this version does not have yet.
final class NotBuilt implements Handler {
  @Override
  public void handle(Context ctx) {
    throw new Refusal(
        Refusal.Reason.NOT_BUILT, ctx.method() + " " + ctx.path() + " is not available yet");
  }
}
