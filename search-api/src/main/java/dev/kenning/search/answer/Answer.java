package dev.kenning.search.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a question is answered with.
///
/// @param results best first
/// @param asOf the state reflected
/// @param pending acknowledged changes that are not yet visible
/// @param degraded each missing part and why, `semantic: …`; empty for a full answer
/// @param incomplete whether results may be missing because of what is degraded
/// @param timingMs milliseconds by stage, in the order they ended, `total` first
public record Answer(
    List<MethodResult> results,
    AsOf asOf,
    long pending,
    List<String> degraded,
    boolean incomplete,
    Map<String, Double> timingMs) {
  public Answer {
    results = List.copyOf(results);
    degraded = List.copyOf(degraded);
    timingMs = Collections.unmodifiableMap(new LinkedHashMap<>(timingMs));
  }
}
