package dev.kenning.search.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;

/// Reads bodies, of a type we understand and within a bound, before anything is made of them.
final class RequestBody {
  /// What is read and thrown away of a body that is too large, so that its sender gets to hear why.
  private static final long MAX_DISCARDED_BYTES = 32_000_000;

  private RequestBody() {}

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
    try {
      InputStream stream = ctx.req().getInputStream();
      byte[] body = stream.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        stream.skip(MAX_DISCARDED_BYTES);
        throw new Refusal(
            Refusal.Reason.BODY_TOO_LARGE, "The body may have " + maxBytes + " bytes at most");
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException("The body could not be read", e);
    }
  }

  private static String mediaType(Context ctx) {
    String header = Objects.requireNonNullElse(ctx.contentType(), "");
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
