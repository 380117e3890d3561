package dev.kenning.indexer.ledger;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A piece of work that was asked for, as it stands. The ledger keeps it and does not look into the
/// JSON.
///
/// @param id names it; URL-safe
/// @param kind what is done, such as `sync`
/// @param repository to which repository, if to one
/// @param state where it stands
/// @param attempts how often it was begun
/// @param progress how far it came, as a JSON object
/// @param counts what was done, as a JSON object
/// @param failures what was lost or failed, as a JSON array
/// @param queuedAt when it was asked for
/// @param startedAt when it was last begun
/// @param endedAt when it ended
public record JobRecord(
    String id,
    String kind,
    Optional<String> repository,
    State state,
    int attempts,
    String progress,
    String counts,
    String failures,
    Instant queuedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {
  /// The same job in another state; the ledger tells the times.
  public JobRecord in(State next) {
    return new JobRecord(
        id,
        kind,
        repository,
        next,
        attempts,
        progress,
        counts,
        failures,
        queuedAt,
        startedAt,
        endedAt);
  }

  /// The same job with other JSON.
  public JobRecord with(String newProgress, String newCounts, String newFailures) {
    return new JobRecord(
        id,
        kind,
        repository,
        state,
        attempts,
        newProgress,
        newCounts,
        newFailures,
        queuedAt,
        startedAt,
        endedAt);
  }

  /// Where a job stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,

    /// Begun [JobLog#MAX_ATTEMPTS] times without an end: whoever ran it died each time.
    INTERRUPTED;

    public boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }

    /// The word on the wire.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
