package dev.kenning.search.calibration;

import java.util.List;

/// What a calibration is worth on intents that it was not fitted on.
///
/// @param intents that it was measured on
/// @param results of all their results, ten at most of each
/// @param firsts of their first results alone
/// @param absence of the claim that nothing serves an intent
public record CalibrationReport(
    int intents, Reliability results, Reliability firsts, Absence absence) {

  /// Probabilities against what was judged.
  ///
  /// @param count probabilities
  /// @param share that holds
  /// @param calibrationError mean distance between what was said and what held, over ten bins of as
  ///   many probabilities each (expected calibration error)
  /// @param brierSkill how much smaller the mean squared error is than that of saying the share
  ///   every time: 1 for an oracle, 0 for no use
  /// @param auc how often a result that holds has a higher probability than one that does not
  /// @param curve the bins
  public record Reliability(
      int count,
      double share,
      double calibrationError,
      double brierSkill,
      double auc,
      List<Bin> curve) {
    public Reliability {
      curve = List.copyOf(curve);
    }
  }

  /// Probabilities that lie together.
  ///
  /// @param count how many
  /// @param said their mean
  /// @param held the share of them that held
  public record Bin(int count, double said, double held) {}

  /// How often absence is claimed.
  ///
  /// @param falseAlarms of the intents whose answer is in the index
  /// @param catches of the same intents once their answers and the copies of these are hidden
  /// @param catchesElsewhere of the same intents once everything below the answers' first folder is
  ///   hidden: intents about what is not in the corpus; −1 where there is but one
  /// @param firstChanges intents whose first result is another one when the answers are hidden: of
  ///   the others no claim can tell
  public record Absence(
      double falseAlarms, double catches, double catchesElsewhere, double firstChanges) {}
}
