package dev.kenning.search.relevance;

import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.List;

/// What tells whether one result serves the intent: its score, and how it stands among the others.
final class ResultEvidence {
  /// The following results that it is compared with.
  private static final int FOLLOWING = 9;

  /// In the order of [#of]; a calibration that knows other ones is worthless.
  static final List<String> NAMES =
      List.of(
          "score",
          "below_first",
          "lead",
          "log_rank",
          "above_following",
          "cosine",
          "word_share",
          "inverse_semantic_rank",
          "inverse_lexical_rank",
          "known_words",
          "log_words");

  private ResultEvidence() {}

  /// @param ranked best first, reaching [#FOLLOWING] beyond `place` where there is so much
  static double[] of(List<Ranked> ranked, int place, QueryWords words) {
    Ranked one = ranked.get(place);
    double next = place + 1 < ranked.size() ? ranked.get(place + 1).score() : one.score();
    return new double[] {
      one.score(),
      ranked.getFirst().score() - one.score(),
      place == 0 ? one.score() - next : 0,
      Math.log(1.0 + place),
      one.score() - meanAfter(ranked, place),
      one.signals().cosine(),
      wordShare(one, words),
      one.semanticRank().isPresent() ? 1.0 / one.semanticRank().getAsInt() : 0,
      one.lexicalRank().isPresent() ? 1.0 / one.lexicalRank().getAsInt() : 0,
      words.knownShare(),
      Math.log(1.0 + words.count())
    };
  }

  /// The mean score of the results that follow, its own where none does.
  static double meanAfter(List<Ranked> ranked, int place) {
    int end = Math.min(ranked.size(), place + 1 + FOLLOWING);
    return ranked.subList(place + 1, end).stream()
        .mapToDouble(Ranked::score)
        .average()
        .orElse(ranked.get(place).score());
  }

  static double wordShare(Ranked one, QueryWords words) {
    int matched = one.signals().lexical().terms().size();
    return words.count() == 0 ? 0 : Math.min(1.0, (double) matched / words.count());
  }
}
