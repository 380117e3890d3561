package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import java.time.Duration;
import java.util.Optional;

/// How far a run has come.
///
/// @param phase what it does now
/// @param fileCount files done in this phase: looked at while scanning, visible to the store after
/// @param fileTotal files known to be done in all; 0 while scanning, where nobody knows yet
/// @param methodCount methods whose vector is there
/// @param byteCount bytes of source they stand for, and of source without methods
/// @param byteTotal bytes of source to do in all; 0 while scanning
/// @param elapsed since the run began
/// @param methodsPerSecond over the last while, not since the beginning, and without the time
///   before the first vector, in which the model may have been opening; 0 while it cannot be known
/// @param remaining how long the rest should take at that pace; empty while it cannot be known
public record IndexProgress(
    Phase phase,
    long fileCount,
    long fileTotal,
    long methodCount,
    long byteCount,
    long byteTotal,
    Duration elapsed,
    double methodsPerSecond,
    Optional<Duration> remaining) {

  /// What a run does, in order.
  public enum Phase {
    /// Walking the tree and taking what changed.
    SCANNING,
    /// Making methods, passages and vectors of what was taken.
    INDEXING,
    /// Making the index durable and visible.
    COMMITTING,
    /// Nothing more.
    DONE
  }

  /// Told of progress, often, on the run's own threads: returns at once and does not throw.
  @FunctionalInterface
  public interface Listener {
    /// Tells nobody.
    Listener NONE = _ -> {};

    void progressed(IndexProgress progress);

    /// Searches now see the ledger up to `sequence`.
    default void becameVisible(SequenceNumber sequence) {}
  }
}
