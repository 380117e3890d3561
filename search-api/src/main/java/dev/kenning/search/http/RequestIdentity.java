package dev.kenning.search.http;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.UUID;

/// Tells requests apart: the caller's own id where it is well formed, else one of ours.
final class RequestIdentity {
  static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "kenning.request-id";
  private static final String TRACE = "kenning.trace";
  private static final String WELL_FORMED = "[A-Za-z0-9._-]{1,64}";

  private RequestIdentity() {}

  /// Names the request, and the response by it.
  static void assign(Context ctx) {
    String asked = Objects.requireNonNullElse(ctx.header(HEADER), "");
    String id = asked.matches(WELL_FORMED) ? asked : UUID.randomUUID().toString();
    ctx.attribute(ATTRIBUTE, id);
    ctx.header(HEADER, id);
    TraceContext trace = TraceContext.of(ctx.header(TraceContext.HEADER));
    ctx.attribute(TRACE, trace);
    ctx.header(TraceContext.HEADER, trace.header());
  }

  static String of(Context ctx) {
    return Objects.requireNonNullElse(ctx.<String>attribute(ATTRIBUTE), "-");
  }

  /// The trace the request belongs to.
  static TraceContext trace(Context ctx) {
    return Objects.requireNonNullElseGet(
        ctx.<TraceContext>attribute(TRACE), () -> TraceContext.of(null));
  }
}
