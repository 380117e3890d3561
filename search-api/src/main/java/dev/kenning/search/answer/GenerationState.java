package dev.kenning.search.answer;

import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationJob;
import dev.kenning.indexer.run.IndexProgress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The generations of a data directory, as the wire shows them.
///
/// @param generations the one that answers first
/// @param build the last one that was asked for, as it stands now
public record GenerationState(List<One> generations, Optional<Build> build) {
  public GenerationState {
    generations = List.copyOf(generations);
  }

  public static GenerationState of(List<Generation> generations, Optional<GenerationJob> job) {
    return new GenerationState(generations.stream().map(One::of).toList(), job.map(Build::of));
  }

  /// @param name of its folder
  /// @param standing `published`, `previous` or `unpublished`
  /// @param fingerprint the rules it was made by, as far as they can be known
  /// @param sequence the ledger is reflected up to here, as of its last commit
  /// @param methods in its last commit
  /// @param bytes on disk
  /// @param olderFormat whether it was begun by an older release of the store's library
  /// @param damage why it cannot be read; absent while it can
  public record One(
      String name,
      String standing,
      Optional<String> fingerprint,
      long sequence,
      long methods,
      long bytes,
      boolean olderFormat,
      Optional<String> damage) {
    static One of(Generation generation) {
      return new One(
          generation.name(),
          generation.standing().word(),
          generation.rules().map(Object::toString),
          generation.sequence().value(),
          generation.description().map(known -> known.size().methodCount()).orElse(0L),
          generation.description().map(known -> known.size().totalBytes()).orElse(0L),
          generation.description().map(known -> known.olderFormat()).orElse(false),
          generation.damage());
    }
  }

  /// @param generation its name; absent until its model is open
  /// @param state `opening`, `building`, `ready`, `published`, `failed` or `stopped`
  /// @param publishes whether it answers as soon as it is built
  /// @param filesDone of those that were behind when it was last begun
  /// @param remainingMs how long the rest should take; absent while it cannot be known
  /// @param failure one sentence, if it failed
  public record Build(
      Optional<String> generation,
      String model,
      String state,
      boolean publishes,
      long filesDone,
      long filesTotal,
      long methods,
      OptionalLong remainingMs,
      Optional<String> failure) {
    public static Build of(GenerationJob job) {
      Optional<IndexProgress> progress = job.progress();
      return new Build(
          job.generation(),
          job.model(),
          job.state().word(),
          job.publishes(),
          progress.map(IndexProgress::fileCount).orElse(0L),
          progress.map(IndexProgress::fileTotal).orElse(0L),
          progress.map(IndexProgress::methodCount).orElse(0L),
          progress
              .flatMap(IndexProgress::remaining)
              .map(left -> OptionalLong.of(left.toMillis()))
              .orElse(OptionalLong.empty()),
          job.failure());
    }
  }
}
