package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.search.access.Caller;
import dev.kenning.search.admission.Admission;
import dev.kenning.search.admission.Admission.Admitted;
import dev.kenning.search.admission.Admission.Ending;
import dev.kenning.search.admission.AdmissionControl;
import dev.kenning.search.admission.Allowance;
import dev.kenning.search.admission.Priority;
import dev.kenning.search.admission.WorkKind;
import dev.kenning.search.answer.Pause;
import dev.kenning.search.http.RequestBody.Intake;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Stands before every route: who asks, may it, has it asked too often, is there room? In this
/// order, the cheapest first; the body is read before a place is taken, so that a caller who sends
/// slowly holds none. Any number of threads.
final class RequestGate {
  private static final String PAUSE = "kenning.pause";
  private static final String REFUSAL = "kenning.refusal";
  private static final Duration NO_MEMORY_RETRY = Duration.ofSeconds(2);

  private final HttpConfig config;
  private final RouteRules rules;
  private final Callers callers;
  private final AdmissionControl admission;

  RequestGate(HttpConfig config, RouteRules rules, Operations operations) {
    this.config = config;
    this.rules = rules;
    this.callers = new Callers(operations.access());
    this.admission = operations.admission();
  }

  /// What runs in place of an endpoint's own handler.
  Handler before(Endpoint endpoint) {
    if (!endpoint.method.isHttpMethod()) {
      return endpoint.handler;
    }
    RouteRule rule = rules.of(endpoint.method.name(), endpoint.path);
    return rule.scope().isEmpty() ? endpoint.handler : ctx -> handle(ctx, rule, endpoint.handler);
  }

  private void handle(Context ctx, RouteRule rule, Handler handler) throws Exception {
    Caller caller = callers.require(ctx, rule.scope().orElseThrow());
    Optional<WorkKind> kind = rule.kind();
    if (kind.isEmpty()) {
      handler.handle(ctx);
      return;
    }
    countOff(ctx, caller, kind.get());
    try (Intake _ = RequestBody.take(ctx, rule.body().maxBytes(config), admission.bodies())) {
      CallerPresence.arrived(ctx);
      switch (admission.enter(kind.get(), priority(ctx), caller.name())) {
        case Admission.Refused(Duration retryAfter) ->
            orRemembered(
                ctx,
                rule,
                handler,
                new Refusal(
                    Refusal.Reason.OVERLOADED,
                    "Too many requests are under way; ask again in a moment",
                    retryAfter));
        case Admitted admitted -> run(ctx, handler, admitted);
      }
    }
    RequestRecord.cost(ctx)
        .ifPresent(units ->
            admission.settle(caller.name(), !caller.trusted(), units - kind.get().units()));
  }

  /// Who finds no place is still told what is remembered: that costs what reading a method costs,
  /// and takes a place among those who read.
  private void orRemembered(Context ctx, RouteRule rule, Handler handler, Refusal refusal)
      throws Exception {
    if (!rule.remembers()) {
      throw refusal;
    }
    switch (admission.enter(WorkKind.READ, priority(ctx), Callers.of(ctx).name())) {
      case Admission.Refused _ -> throw refusal;
      case Admitted admitted -> {
        ctx.attribute(REFUSAL, refusal);
        run(ctx, handler, admitted);
      }
    }
  }

  /// With what a handler is to refuse unless it remembers the answer; empty for a request that was
  /// let in. To be asked by the handlers of routes whose rule says that they remember.
  static Optional<Refusal> refusal(Context ctx) {
    return Optional.ofNullable(ctx.attribute(REFUSAL));
  }

  /// What becomes of the request's place while it waits for others; to be asked by handlers.
  static Pause pause(Context ctx) {
    Pause pause = ctx.attribute(PAUSE);
    return pause == null ? Pause.NONE : pause;
  }

  private static SequenceNumber pause(
      Admitted admitted, Deadline deadline, Supplier<SequenceNumber> wait) {
    admitted.stepOut();
    SequenceNumber reached = wait.get();
    try {
      if (!admitted.stepIn(Duration.ofNanos(deadline.remainingNanos()))) {
        throw new DeadlineExceededException("there was room again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeadlineExceededException("there was room again");
    }
    return reached;
  }

  private static void run(Context ctx, Handler handler, Admitted admitted) throws Exception {
    Pause pause = (deadline, wait) -> pause(admitted, deadline, wait);
    ctx.attribute(PAUSE, pause);
    Ending ending = Ending.SPARED; // whatever is refused says nothing about the work
    try {
      if (CallerPresence.isGone(ctx)) {
        throw new Refusal(Refusal.Reason.CALLER_GONE, "The caller hung up before it was its turn");
      }
      handler.handle(ctx);
      ending = RequestRecord.isSpared(ctx) ? Ending.SPARED : Ending.DONE;
    } catch (DeadlineExceededException e) {
      ending = CallerPresence.isGone(ctx) ? Ending.SPARED : Ending.TIMED_OUT;
      throw e;
    } finally {
      admitted.end(ending);
    }
  }

  private static Priority priority(Context ctx) {
    return Priority.ofHeader(Optional.ofNullable(ctx.header("Priority")));
  }

  private void countOff(Context ctx, Caller caller, WorkKind kind) {
    switch (admission.take(caller.name(), !caller.trusted(), kind)) {
      case Allowance.Unlimited _ -> {}
      case Allowance.Within(long burst, long remaining, Duration full) ->
          tell(ctx, burst, remaining, full);
      case Allowance.Exceeded(long burst, Duration retryAfter) -> {
        tell(ctx, burst, 0, retryAfter);
        throw new Refusal(
            Refusal.Reason.RATE_EXCEEDED,
            "The caller's rate is used up; ask again after Retry-After seconds",
            retryAfter);
      }
    }
  }

  /// As the draft on rate-limit headers has it: searches left, and seconds until there are more.
  private void tell(Context ctx, long burst, long remaining, Duration until) {
    long seconds = Refusal.wholeSeconds(until);
    long window = Math.max(1, Math.round(burst / admission.config().searchesPerSecond()));
    ctx.header("RateLimit-Policy", "\"caller\";q=" + burst + ";w=" + window);
    ctx.header("RateLimit", "\"caller\";r=" + remaining + ";t=" + seconds);
  }

  static Refusal noMemory() {
    return new Refusal(
        Refusal.Reason.OVERLOADED,
        "Too many bodies are being read; send it again in a moment",
        NO_MEMORY_RETRY);
  }
}
