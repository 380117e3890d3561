package dev.kenning.search.http;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// Tells requests apart: the caller's own id where it is well formed, else one of ours.
final class RequestIdentity {
  static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = "kenning.request-id";
  private static final String TRACE = "kenning.trace";
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestIdentity() {}

  /// Names the request, and the response by it.
  static void assign(Context ctx) {
    String asked = Objects.requireNonNullElse(ctx.header(HEADER), "");
    String id = WELL_FORMED.matcher(asked).matches() ? asked : anyId();
    ctx.attribute(ATTRIBUTE, id);
    ctx.header(HEADER, id);
    TraceContext trace = TraceContext.of(ctx.header(TraceContext.HEADER));
    ctx.attribute(TRACE, trace);
    ctx.header(TraceContext.HEADER, trace.header());
  }

  /// Tells requests apart and keeps no secret: the generator of secrets has one lock for all.
  private static String anyId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version = (random.nextLong() & ~0xf000L) | 0x4000L;
    long variant = (random.nextLong() & ~(3L << 62)) | (2L << 62);
    return new UUID(version, variant).toString();
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
