package dev.kenning.embeddings.training;

import java.time.Duration;

/// How a model is tuned. Immutable.
///
/// @param seed decides every draw: order, groups, forms
/// @param threadCount processors used inside an operator; the numbers depend on it in the last
///   digits
/// @param batchSize questions in a batch
/// @param groupSize questions of one library that stand together in a batch; divides `batchSize`
/// @param epochCount how often every example is met
/// @param averagedEpochCount the result is the mean of the weights after so many epochs, the last
///   ones; 1 to `epochCount`
/// @param hardGroups whether the groups of every epoch but the first are made of examples that the
///   model itself takes for one another, and the rate rises and falls anew in each
/// @param peakRate the largest learning rate
/// @param warmUpShare of all steps, in which the rate rises
/// @param weightDecay of [AdamW]
/// @param temperature of [ContrastiveLoss]
/// @param teacherWeight 0…1: how much of the target a teacher gives, where there is one
/// @param teacherTemperature of the teacher's softmax
/// @param queryTokenCount questions are cut to this
/// @param passageTokenCount passages are cut to this
/// @param passTokenCount padded tokens in one forward pass
/// @param originShare 0…1: how much of the weights that were tuned is in the result
/// @param checkpointInterval how often a run is made safe against being ended
/// @param brief whether matrices are multiplied in bfloat16, sums and weights staying in 32 bits:
///   three times as fast on processors that have instructions for it, slower on all others
public record TrainingConfig(
    long seed,
    int threadCount,
    int batchSize,
    int groupSize,
    int epochCount,
    int averagedEpochCount,
    boolean hardGroups,
    double peakRate,
    double warmUpShare,
    double weightDecay,
    double temperature,
    double teacherWeight,
    double teacherTemperature,
    int queryTokenCount,
    int passageTokenCount,
    int passTokenCount,
    double originShare,
    Duration checkpointInterval,
    boolean brief) {
  /// What was found best for Java on two processors.
  public static final TrainingConfig DEFAULT =
      new TrainingConfig(
          1,
          2,
          64,
          16,
          1,
          1,
          false,
          6e-5,
          0.06,
          0.01,
          0.05,
          0,
          0.05,
          48,
          128,
          2_048,
          0.25,
          Duration.ofMinutes(3),
          false);

  public TrainingConfig {
    requirePositive("threads", threadCount);
    requirePositive("batch size", batchSize);
    requirePositive("group size", groupSize);
    requirePositive("epochs", epochCount);
    requirePositive("averaged epochs", averagedEpochCount);
    requirePositive("query tokens", queryTokenCount);
    requirePositive("passage tokens", passageTokenCount);
    requirePositive("tokens in a pass", passTokenCount);
    if (averagedEpochCount > epochCount) {
      throw new IllegalArgumentException(
          "The mean of %d epochs cannot be had of %d".formatted(averagedEpochCount, epochCount));
    }
    if (batchSize % groupSize != 0) {
      throw new IllegalArgumentException(
          "A batch of %d is not made of groups of %d".formatted(batchSize, groupSize));
    }
    requireShare("teacher weight", teacherWeight);
    requireShare("origin share", originShare);
    if (!(temperature > 0) || !(teacherTemperature > 0) || weightDecay < 0) {
      throw new IllegalArgumentException("Temperatures are above 0, decay is 0 or more");
    }
  }

  /// What decides the numbers of every step, in words. Where epochs are cycles of their own, how
  /// many there are decides nothing about the first; what is made of the weights in the end, and
  /// how often they are kept, never does.
  String steps() {
    return ("seed %d, threads %d, batches of %d in groups of %d, rate %s after %s, decay %s,"
            + " temperature %s, teacher %s at %s, tokens %d and %d in passes of %d, brief %s, %s")
        .formatted(
            seed,
            threadCount,
            batchSize,
            groupSize,
            peakRate,
            warmUpShare,
            weightDecay,
            temperature,
            teacherWeight,
            teacherTemperature,
            queryTokenCount,
            passageTokenCount,
            passTokenCount,
            brief,
            hardGroups || epochCount == 1 ? "an epoch a cycle" : epochCount + " epochs a cycle");
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("A training needs 1 or more " + what + ", not " + value);
    }
  }

  private static void requireShare(String what, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("The " + what + " lies in 0…1, but is " + value);
    }
  }
}
