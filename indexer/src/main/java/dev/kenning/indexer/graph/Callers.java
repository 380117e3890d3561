package dev.kenning.indexer.graph;

import java.util.List;

/// Who calls one method: the certain ones first, then by repository, path and line.
///
/// @param callers at most as many as were looked at
/// @param complete false if more methods have a call of this name than were looked at
public record Callers(List<Caller> callers, boolean complete) {
  /// Nobody.
  public static final Callers NONE = new Callers(List.of(), true);

  public Callers {
    callers = List.copyOf(callers);
  }
}
