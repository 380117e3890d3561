package dev.kenning.indexer.graph;

import java.util.List;

/// What a method calls that is not indexed.
///
/// @param name of the method, with its type if that is known: `java.util.List.add`, `send`; `new`
///   for a constructor
/// @param resolved whether its type is known
/// @param lines where, ascending
public record OutsideCall(String name, boolean resolved, List<Integer> lines) {
  public OutsideCall {
    lines = List.copyOf(lines);
  }
}
