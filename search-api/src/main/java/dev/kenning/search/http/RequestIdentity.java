package dev.kenning.search.http;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Tells requests apart: the caller's own id where it is well formed, else one of ours.
final class RequestIdentity {
  static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "kenning.request-id";
  private static final String WELL_FORMED = "[A-Za-z0-9._-]{1,64}";
  private static final String TRACE_PARENT = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

  private RequestIdentity() {}

  /// Names the request, and the response by it.
  static void assign(Context ctx) {
    String asked = Objects.requireNonNullElse(ctx.header(HEADER), "");
    String id = asked.matches(WELL_FORMED) ? asked : UUID.randomUUID().toString();
    ctx.attribute(ATTRIBUTE, id);
    ctx.header(HEADER, id);
  }

  static String of(Context ctx) {
    return Objects.requireNonNullElse(ctx.<String>attribute(ATTRIBUTE), "-");
  }

  /// The caller's trace, by W3C trace context, where it sent one that is well formed.
  static Optional<String> traceId(Context ctx) {
    String parent = Objects.requireNonNullElse(ctx.header("traceparent"), "");
    return parent.matches(TRACE_PARENT) ? Optional.of(parent.split("-", -1)[1]) : Optional.empty();
  }
}
