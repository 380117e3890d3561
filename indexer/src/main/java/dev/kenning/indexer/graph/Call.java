package dev.kenning.indexer.graph;

import dev.kenning.indexer.MethodId;
import java.util.List;

/// What a method calls in one or several places.
///
/// @param certainty exact, or one of the targets
/// @param targets the methods that may run, the one the call names first; at most
///   [CallGraph#MAX_TARGETS]
/// @param more targets left out
/// @param lines where, ascending
public record Call(Certainty certainty, List<MethodId> targets, int more, List<Integer> lines) {
  public Call {
    targets = List.copyOf(targets);
    lines = List.copyOf(lines);
  }
}
