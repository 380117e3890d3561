package dev.kenning.indexer.graph;

import java.util.List;

/// Who calls one method: the certain ones first, then by repository, path and line.
///
/// @param callers at most as many as were looked at
/// @param complete false if more methods have a call of this name than are looked at
/// @param through methods of the JDK or of unknown types by which it may be called as well, whose
///   callers are not looked for: `java.lang.Runnable.run`
public record Callers(List<Caller> callers, boolean complete, List<String> through) {
  public Callers {
    callers = List.copyOf(callers);
    through = List.copyOf(through);
  }
}
