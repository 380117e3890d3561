package dev.kenning.indexer.follow;

import java.time.Instant;
import java.util.Optional;

/// How the following of one tree stands.
///
/// @param repository whose tree
/// @param root where it lies
/// @param phase what is done
/// @param reason one sentence where the phase is not the usual one
/// @param watchedFolderCount folders whose events are told
/// @param pendingCount places that changed and are not looked at yet
/// @param lastEvent when the file system last told of something that matters
/// @param lastReconcile when everything was last looked at
public record TreeState(
    String repository,
    String root,
    Phase phase,
    Optional<String> reason,
    int watchedFolderCount,
    int pendingCount,
    Optional<Instant> lastEvent,
    Optional<Instant> lastReconcile) {

  /// What is done with a tree, with the word the wire uses for it.
  public enum Phase {
    /// It has not been looked at yet.
    STARTING("starting"),
    /// Events are told.
    WATCHING("watching"),
    /// It is looked at from time to time, since events are not told.
    POLLING("polling"),
    /// It is not there, or cannot be read; what is known of it stays.
    MISSING("missing"),
    /// It is looked at when somebody asks.
    ON_DEMAND("on_demand");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
