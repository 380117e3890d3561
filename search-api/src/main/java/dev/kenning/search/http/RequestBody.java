package dev.kenning.search.http;

import dev.kenning.search.admission.MemoryBudget;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/// Reads bodies, of a type we understand, within bounds of size, memory and time, before anything
/// is made of them.
final class RequestBody {
  private static final String ATTRIBUTE = "kenning.body";
  private static final byte[] NOTHING = {};

  /// What is read and thrown away of a body that is too large, so that its sender gets to hear why.
  private static final long MAX_DISCARDED_BYTES = 32_000_000;

  /// A sender who is slower than this for longer than the patience is not waited for.
  private static final long LEAST_BYTES_PER_SECOND = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CHUNK_BYTES = 16_384;

  private RequestBody() {}

  /// The memory that a body holds until its request is over. It grows with what has come, so that
  /// whoever announces much and sends nothing takes nothing from others. One thread.
  static final class Intake implements AutoCloseable {
    private final MemoryBudget budget;
    private long held;

    private Intake(MemoryBudget budget) {
      this.budget = budget;
    }

    /// @throws Refusal if there is no memory for so much at the moment
    private void hold(long bytes) {
      if (bytes > held) {
        if (!budget.reserve(bytes - held)) {
          throw RequestGate.noMemory();
        }
        held = bytes;
      }
    }

    @Override
    public void close() {
      budget.release(held);
      held = 0;
    }
  }

  /// Reads the body of the request, for those who ask for it later.
  ///
  /// @param maxBytes the most it may have; 0 where it is not read at all
  static Intake take(Context ctx, int maxBytes, MemoryBudget budget) {
    Intake intake = new Intake(budget);
    if (maxBytes == 0) {
      return intake;
    }
    long declared = ctx.req().getContentLengthLong();
    if (declared > maxBytes + MAX_DISCARDED_BYTES) {
      ctx.header("Connection", "close");
      throw tooLarge(maxBytes);
    }
    long expected = declared < 0 || declared > maxBytes ? maxBytes : declared;
    boolean taken = false;
    try {
      intake.hold(expected); // refused before it is sent, where that is known already
      intake.close();
      ctx.attribute(ATTRIBUTE, read(ctx, maxBytes, intake));
      taken = true;
      return intake;
    } finally {
      if (!taken) {
        intake.close();
      }
    }
  }

  static byte[] json(Context ctx, int maxBytes) {
    String type = mediaType(ctx);
    if (!type.equals("application/json") && !type.endsWith("+json")) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_BODY, "The body must be application/json, not '" + type + "'");
    }
    return bytes(ctx, maxBytes);
  }

  static byte[] source(Context ctx, int maxBytes) {
    if (mediaType(ctx).startsWith("multipart/")) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_BODY, "The body must be the file's bytes, not a form");
    }
    return bytes(ctx, maxBytes);
  }

  private static byte[] bytes(Context ctx, int maxBytes) {
    String encoding = Objects.requireNonNullElse(ctx.header("Content-Encoding"), "identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          Refusal.Reason.UNSUPPORTED_BODY, "The body must not be encoded, not '" + encoding + "'");
    }
    byte[] body = Objects.requireNonNullElse(ctx.attribute(ATTRIBUTE), NOTHING);
    if (body.length > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return body;
  }

  private static byte[] read(Context ctx, int maxBytes, Intake intake) {
    try {
      InputStream stream = ctx.req().getInputStream();
      byte[] body = read(ctx, stream, maxBytes + 1L, intake);
      if (body.length > maxBytes) {
        discard(ctx, stream);
        throw tooLarge(maxBytes);
      }
      return body;
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw slow(ctx);
      }
      ctx.header("Connection", "close");
      throw new Refusal(
          Refusal.Reason.MALFORMED_REQUEST, "The body broke off, or is not framed as it says");
    }
  }

  private static byte[] read(Context ctx, InputStream stream, long limit, Intake intake)
      throws IOException {
    long begun = System.nanoTime();
    byte[] held = new byte[(int) Math.min(limit, CHUNK_BYTES)];
    int count = 0;
    while (count < limit) {
      if (count == held.length) {
        held = Arrays.copyOf(held, (int) Math.min(limit, 2L * held.length));
      }
      int more = stream.read(held, count, held.length - count);
      if (more < 0) {
        break;
      }
      hold(ctx, intake, held.length);
      count += more;
      requirePace(ctx, begun, count);
    }
    return Arrays.copyOf(held, count);
  }

  private static void hold(Context ctx, Intake intake, long bytes) {
    try {
      intake.hold(bytes);
    } catch (Refusal refusal) {
      ctx.header("Connection", "close"); // the rest is not read
      throw refusal;
    }
  }

  private static void discard(Context ctx, InputStream stream) throws IOException {
    long begun = System.nanoTime();
    byte[] chunk = new byte[CHUNK_BYTES];
    long count = 0;
    int more = stream.read(chunk);
    while (more >= 0 && count < MAX_DISCARDED_BYTES) {
      count += more;
      requirePace(ctx, begun, count);
      more = stream.read(chunk);
    }
    if (more >= 0) {
      ctx.header("Connection", "close");
    }
  }

  private static void requirePace(Context ctx, long begunNanos, long count) {
    Duration spent = Duration.ofNanos(System.nanoTime() - begunNanos);
    if (spent.compareTo(PATIENCE) > 0 && count < LEAST_BYTES_PER_SECOND * spent.toSeconds()) {
      throw slow(ctx);
    }
  }

  private static Refusal slow(Context ctx) {
    ctx.header("Connection", "close");
    return new Refusal(Refusal.Reason.SLOW_BODY, "The body came too slowly to be waited for");
  }

  private static Refusal tooLarge(int maxBytes) {
    return new Refusal(
        Refusal.Reason.BODY_TOO_LARGE, "The body may have " + maxBytes + " bytes at most");
  }

  private static String mediaType(Context ctx) {
    String header = Objects.requireNonNullElse(ctx.contentType(), "");
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
