package dev.kenning.search.relevance;

import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.ArrayList;
import java.util.List;

/// How scores of one model in one mode are to be read.
///
/// @param relevance the probability that a result serves the intent, by [ResultEvidence]
/// @param presence the probability that anything does, by [AnswerEvidence]
/// @param absentBelow a presence below this is said to be an absence
public record Calibration(Logistic relevance, Logistic presence, double absentBelow) {
  /// Results that must be ranked beyond those that are assessed.
  public static final int LOOKAHEAD = 10;

  public Calibration {
    if (relevance.weights().size() != ResultEvidence.NAMES.size()
        || presence.weights().size() != AnswerEvidence.NAMES.size()) {
      throw new IllegalArgumentException(
          "A calibration needs %d and %d weights, not %d and %d"
              .formatted(
                  ResultEvidence.NAMES.size(),
                  AnswerEvidence.NAMES.size(),
                  relevance.weights().size(),
                  presence.weights().size()));
    }
  }

  /// The probability that each result serves the intent.
  ///
  /// @param count how many results are assessed; the others are what they are compared with
  public List<Double> relevances(List<Ranked> ranked, QueryWords words, int count) {
    List<Double> probabilities = new ArrayList<>();
    for (int place = 0; place < Math.min(count, ranked.size()); place++) {
      probabilities.add(relevance.probability(ResultEvidence.of(ranked, place, words)));
    }
    return probabilities;
  }

  /// Whether probably nothing serves the intent. Nothing found is no evidence: a filter may be the
  /// reason.
  public boolean isProbablyAbsent(List<Ranked> ranked, QueryWords words) {
    return !ranked.isEmpty()
        && presence.probability(AnswerEvidence.of(ranked, words)) < absentBelow;
  }

  /// What [#relevances] goes by, for those who fit it.
  public static double[] resultEvidence(List<Ranked> ranked, int place, QueryWords words) {
    return ResultEvidence.of(ranked, place, words);
  }

  /// What [#isProbablyAbsent] goes by.
  public static double[] answerEvidence(List<Ranked> ranked, QueryWords words) {
    return AnswerEvidence.of(ranked, words);
  }
}
