package dev.kenning.search.http;

import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a request stands in its caller's trace, by W3C Trace Context: the caller's trace where it
/// sent one that is well formed, else one that begins here; and a span of our own in it.
///
/// @param traceId 32 lower-case hexadecimal digits, not all 0
/// @param spanId 16 of them: this server's part of the trace
/// @param flags 2 of them, as they came; `00` in a trace that begins here
record TraceContext(String traceId, String spanId, String flags) {
  static final String HEADER = "traceparent";

  private static final Pattern WELL_FORMED =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /// @param header what the caller sent, if anything
  static TraceContext of(@Nullable String header) {
    Matcher parent = WELL_FORMED.matcher(Objects.requireNonNullElse(header, ""));
    return parent.matches() && isMeant(parent)
        ? new TraceContext(parent.group(1), digits(1), parent.group(3))
        : new TraceContext(digits(2), digits(1), "00");
  }

  /// What goes back, and on to whoever is asked on behalf of this request.
  String header() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  /// Version ff and ids of zeros alone are ruled out by the specification.
  private static boolean isMeant(Matcher parent) {
    return !parent.group().startsWith("ff")
        && !parent.group(1).matches("0+")
        && !parent.group(2).matches("0+");
  }

  private static String digits(int sixteens) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < sixteens; i++) {
      long random = ThreadLocalRandom.current().nextLong();
      digits.append(HexFormat.of().toHexDigits(random == 0 ? 1 : random));
    }
    return digits.toString();
  }
}
