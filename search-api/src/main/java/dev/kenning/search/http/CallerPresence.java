package dev.kenning.search.http;

import dev.kenning.embeddings.Deadline;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Whether the caller of a request still waits for its answer. Any thread.
final class CallerPresence {
  private static final String ATTRIBUTE = "kenning.presence";
  private static final String ARRIVED = "kenning.arrived";

  private volatile boolean gone;

  /// Keeps it with the request.
  static CallerPresence of(Request request) {
    CallerPresence presence = new CallerPresence();
    request.setAttribute(ATTRIBUTE, presence);
    return presence;
  }

  private static Optional<CallerPresence> of(Context ctx) {
    @Nullable CallerPresence presence = ctx.attribute(ATTRIBUTE);
    return Optional.ofNullable(presence);
  }

  /// The caller hung up.
  void left() {
    gone = true;
  }

  /// Whether the caller of a request is known to have hung up.
  static boolean isGone(Context ctx) {
    return of(ctx).filter(presence -> presence.gone).isPresent();
  }

  /// The request has come as a whole: from now on its caller waits.
  static void arrived(Context ctx) {
    ctx.attribute(ARRIVED, System.nanoTime());
  }

  /// How long its caller waits, from when it came, and no longer than it is there.
  static Deadline deadline(Context ctx, Duration time) {
    @Nullable Long arrived = ctx.attribute(ARRIVED);
    Duration waited =
        arrived == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrived);
    Deadline deadline = Deadline.after(time.minus(waited));
    return of(ctx).map(presence -> deadline.whileWanted(() -> !presence.gone)).orElse(deadline);
  }
}
