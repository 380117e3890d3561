package dev.kenning.search.job;

import java.util.OptionalLong;

/// How far a sync is.
///
/// @param phase what it does now: `waiting`, `scanning`, `indexing`, `committing`, `done`
/// @param filesDone files done in this phase
/// @param filesTotal files known to be done in this phase; 0 where nobody knows yet
/// @param methodsIndexed methods stored so far
/// @param remainingMs how long the rest should take; empty while it cannot be known
public record SyncProgress(
    String phase, long filesDone, long filesTotal, long methodsIndexed, OptionalLong remainingMs) {
  /// Not begun.
  public static final SyncProgress WAITING =
      new SyncProgress("waiting", 0, 0, 0, OptionalLong.empty());
}
