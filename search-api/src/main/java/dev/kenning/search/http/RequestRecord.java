package dev.kenning.search.http;

import dev.kenning.search.answer.Answer;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the handlers of one request leave for those who write about it afterwards: how long the
/// stages took, what was missing, why it was refused. Nothing of what was asked or answered.
final class RequestRecord {
  private static final String STAGES = "kenning.stages";
  private static final String DEGRADED = "kenning.degraded";
  private static final String PROBLEM = "kenning.problem";
  private static final String SPARED = "kenning.spared";
  private static final String COST = "kenning.cost";
  private static final String CALLER = "kenning.caller-name";

  private RequestRecord() {}

  static void answered(Context ctx, Answer answer) {
    ctx.attribute(STAGES, answer.timingMs());
    ctx.attribute(DEGRADED, answer.degraded());
  }

  /// @param slug the last part of the problem's type
  static void failed(Context ctx, String slug) {
    ctx.attribute(PROBLEM, slug);
  }

  /// @param name what the log may call the caller
  static void calledBy(Context ctx, String name) {
    ctx.attribute(CALLER, name);
  }

  /// The answer was there already, and its time says nothing of what answers take.
  static void spared(Context ctx) {
    ctx.attribute(SPARED, true);
  }

  static boolean isSpared(Context ctx) {
    return orElse(ctx.attribute(SPARED), false);
  }

  /// @param units tenths of a usual search that this one was worth
  static void costs(Context ctx, int units) {
    ctx.attribute(COST, units);
  }

  static OptionalInt cost(Context ctx) {
    Integer units = ctx.attribute(COST);
    return units == null ? OptionalInt.empty() : OptionalInt.of(units);
  }

  /// Milliseconds by stage; empty for what is no answer.
  static Map<String, Double> stages(Context ctx) {
    return orElse(ctx.attribute(STAGES), Map.of());
  }

  static List<String> degraded(Context ctx) {
    return orElse(ctx.attribute(DEGRADED), List.of());
  }

  static Optional<String> problem(Context ctx) {
    return Optional.ofNullable(ctx.attribute(PROBLEM));
  }

  static String caller(Context ctx) {
    return orElse(ctx.attribute(CALLER), "-");
  }

  /// The pattern that matched, which unlike the address has few values.
  static String route(Context ctx) {
    return Optional.ofNullable(ctx.endpoints().matchedHttpEndpoint())
        .map(endpoint -> endpoint.path)
        .orElse("unmatched");
  }

  private static <T> T orElse(@org.jspecify.annotations.Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
