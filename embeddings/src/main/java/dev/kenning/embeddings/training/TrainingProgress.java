package dev.kenning.embeddings.training;

import java.time.Duration;
import java.util.OptionalDouble;

/// How far a training has come.
///
/// @param step steps done
/// @param stepCount all steps
/// @param loss smoothed over the last steps, in nats
/// @param rate the learning rate of the last step
/// @param examplesPerSecond smoothed
/// @param timeLeft by that pace
/// @param heldOut MRR@10 on examples that are not trained on, when it was last measured
public record TrainingProgress(
    long step,
    long stepCount,
    double loss,
    double rate,
    double examplesPerSecond,
    Duration timeLeft,
    OptionalDouble heldOut) {
  /// Told after each step, on the thread that trains.
  @FunctionalInterface
  public interface Listener {
    void progressed(TrainingProgress progress);

    /// Told while examples are looked through for those that the model takes for one another.
    default void compared(int exampleCount, int allCount) {}
  }
}
