package dev.kenning.indexer.generation;

import dev.kenning.indexer.run.IndexProgress;
import java.util.Optional;

/// A generation being built beside the one that answers, as it stands now. Immutable.
///
/// @param generation its name; empty until its model is open
/// @param model what it is made by
/// @param publishes whether it is to answer as soon as it is built
/// @param state where it stands
/// @param progress how far it has come, once it runs
/// @param failure one sentence, if it failed
public record GenerationJob(
    Optional<String> generation,
    String model,
    boolean publishes,
    State state,
    Optional<IndexProgress> progress,
    Optional<String> failure) {

  GenerationJob named(String name) {
    return new GenerationJob(Optional.of(name), model, publishes, state, progress, failure);
  }

  GenerationJob in(State next) {
    return new GenerationJob(generation, model, publishes, next, progress, failure);
  }

  GenerationJob at(IndexProgress reached) {
    return new GenerationJob(generation, model, publishes, state, Optional.of(reached), failure);
  }

  GenerationJob publishing() {
    return new GenerationJob(generation, model, true, state, progress, failure);
  }

  GenerationJob failed(String sentence) {
    return new GenerationJob(
        generation, model, publishes, State.FAILED, progress, Optional.of(sentence));
  }

  /// Where a build stands, with the word the wire uses for it.
  public enum State {
    /// The model is being opened.
    OPENING("opening"),
    /// The ledger is being applied.
    BUILDING("building"),
    /// It follows the ledger, and waits to be published.
    READY("ready"),
    /// It answers.
    PUBLISHED("published"),
    FAILED("failed"),
    /// The process ended, or somebody stopped it; it goes on where it stands when asked again.
    STOPPED("stopped");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public boolean isFinal() {
      return this == PUBLISHED || this == FAILED || this == STOPPED;
    }
  }
}
