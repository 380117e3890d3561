package dev.kenning.search.http;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line per request: what was asked of which address, how it ended, how long it took. Never a
/// body and never the query part of an address, since both hold what somebody searched for.
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.kenning.access");

  private AccessLog() {}

  static void write(Context ctx, float milliseconds) {
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{} {} {} {} ms id={} trace={}",
          ctx.method(),
          ctx.path().replaceAll("\\p{Cntrl}", "?"),
          ctx.statusCode(),
          Math.round(milliseconds * 10) / 10.0,
          RequestIdentity.of(ctx),
          RequestIdentity.traceId(ctx).orElse("-"));
    }
  }
}
