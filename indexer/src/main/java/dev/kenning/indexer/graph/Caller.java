package dev.kenning.indexer.graph;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import java.util.List;

/// A method that calls another.
///
/// @param id of the caller
/// @param file it stands in
/// @param certainty the surest of its calls
/// @param candidates how many methods the surest call may reach, 1 for an exact one, 0 by name
/// @param lines where it calls, ascending
public record Caller(
    MethodId id, FileKey file, Certainty certainty, int candidates, List<Integer> lines) {
  public Caller {
    lines = List.copyOf(lines);
  }
}
