package dev.kenning.indexer.run;

import java.util.Optional;

/// A request to bring a followed repository up to date, as it stands now. Immutable; ask
/// [LiveIndex#job] for a newer one.
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

  /// Where a job stands, with the word the wire uses for it.
  public enum State {
    QUEUED("queued"),
    RUNNING("running"),
    DONE("done"),
    FAILED("failed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public boolean isFinal() {
      return this == DONE || this == FAILED;
    }
  }
}
