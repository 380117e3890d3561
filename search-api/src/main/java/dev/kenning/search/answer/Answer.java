package dev.kenning.search.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kenning.search.answer.IndexStatus.SetAside;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a question is answered with.
///
/// @param results best first
/// @param probablyAbsent whether probably nothing in the index serves the intent; never claimed
///   where results have no relevance
/// @param asOf the state reflected
/// @param pending acknowledged changes that are not yet visible
/// @param degraded each missing part and why, `semantic: …`; empty for a full answer
/// @param incomplete whether results may be missing because of what is degraded
/// @param setAside files that the state reflects without their methods, since a stage fails on
///   them; told where a consistency other than eventual was asked for, the first ten
/// @param fit how it was made to fit, where the caller said what it must fit into
/// @param timingMs milliseconds by stage, in the order they ended, `total` first
public record Answer(
    List<MethodResult> results,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean probablyAbsent,
    AsOf asOf,
    long pending,
    List<String> degraded,
    boolean incomplete,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SetAside> setAside,
    Optional<Fit> fit,
    Map<String, Double> timingMs) {
  public Answer {
    results = List.copyOf(results);
    degraded = List.copyOf(degraded);
    setAside = Objects.requireNonNullElse(setAside, List.of()); // left out on the wire
    setAside = List.copyOf(setAside);
    fit = Objects.requireNonNullElse(fit, Optional.empty());
    timingMs = Collections.unmodifiableMap(new LinkedHashMap<>(timingMs));
  }

  /// How an answer was made to fit.
  ///
  /// @param maxTokens what the caller said
  /// @param estimatedTokens what the whole answer is estimated to take, rather more than less
  /// @param shortened results of which something was left out
  /// @param leftOut results that would have followed
  public record Fit(int maxTokens, int estimatedTokens, int shortened, int leftOut) {}

  /// The same with other results.
  Answer with(List<MethodResult> newResults, Fit newFit) {
    return new Answer(
        newResults,
        probablyAbsent,
        asOf,
        pending,
        degraded,
        incomplete,
        setAside,
        Optional.of(newFit),
        timingMs);
  }

  /// The same given once more, to somebody for whom it was looked up.
  ///
  /// @param nowPending acknowledged changes that are not visible now
  /// @param millis what the look-up took
  public Answer again(long nowPending, double millis) {
    return new Answer(
        results,
        probablyAbsent,
        asOf,
        nowPending,
        degraded,
        incomplete,
        setAside,
        fit,
        Map.of("total", Math.round(millis * 1e3) / 1e3));
  }
}
