package dev.kenning.search.relevance;

import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.List;

/// How an answer's results are to be taken.
///
/// @param relevances the probability that each serves the intent; empty where nobody can tell
/// @param probablyAbsent whether probably nothing in the index serves it
public record Assessment(List<Double> relevances, boolean probablyAbsent) {
  /// Nobody can tell.
  public static final Assessment NONE = new Assessment(List.of(), false);

  public Assessment {
    relevances = List.copyOf(relevances);
  }

  /// @param ranked best first; those beyond `count` are what the others are compared with
  public static Assessment of(
      Calibration calibration, List<Ranked> ranked, QueryWords words, int count) {
    return new Assessment(
        calibration.relevances(ranked, words, count), calibration.isProbablyAbsent(ranked, words));
  }
}
