package dev.kenning.indexer.graph;

import java.util.List;

/// What one method calls, in the order of its lines.
///
/// @param calls of indexed methods
/// @param outside of methods that are not indexed, or of which only the name is known
public record Callees(List<Call> calls, List<OutsideCall> outside) {
  public Callees {
    calls = List.copyOf(calls);
    outside = List.copyOf(outside);
  }
}
