package dev.kenning.indexer.run;

import java.util.Optional;

/// A request to bring a followed repository up to date, as it stands now; kept across restarts.
/// Immutable; ask [LiveIndex#job] for a newer one.
///
/// @param id names it; URL-safe
/// @param repository what is brought up to date
/// @param state where it stands
/// @param progress how far it has come, once it runs
/// @param report what came of it, once it is done
/// @param failure one sentence, if it failed
public record SyncJob(
    String id,
    String repository,
    State state,
    Optional<IndexProgress> progress,
    Optional<IndexReport> report,
    Optional<String> failure) {

  SyncJob running() {
    return new SyncJob(id, repository, State.RUNNING, progress, report, failure);
  }

  SyncJob at(IndexProgress reached) {
    return new SyncJob(id, repository, State.RUNNING, Optional.of(reached), report, failure);
  }

  SyncJob done(IndexReport outcome) {
    return new SyncJob(id, repository, State.DONE, progress, Optional.of(outcome), failure);
  }

  SyncJob failed(String sentence) {
    return new SyncJob(id, repository, State.FAILED, progress, report, Optional.of(sentence));
  }

  /// The same job, to be begun anew.
  SyncJob queued() {
    return new SyncJob(id, repository, State.QUEUED, Optional.empty(), report, failure);
  }

  /// Where a job stands, with the word the wire uses for it.
  public enum State {
    QUEUED("queued"),
    RUNNING("running"),
    DONE("done"),
    FAILED("failed"),

    /// Broken off by the end of the process, too often to be begun again.
    INTERRUPTED("interrupted");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public boolean isFinal() {
      return this != QUEUED && this != RUNNING;
    }
  }
}
