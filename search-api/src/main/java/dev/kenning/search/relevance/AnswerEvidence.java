package dev.kenning.search.relevance;

import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.List;

/// What tells whether anything serves the intent: how good the best results are, and how far they
/// stand out.
final class AnswerEvidence {
  private static final int DEPTH = 10;
  private static final int FIFTH = 4;

  /// In the order of [#of].
  static final List<String> NAMES =
      List.of(
          "score",
          "lead",
          "above_fifth",
          "above_following",
          "cosine",
          "best_cosine",
          "word_share",
          "best_word_share",
          "inverse_semantic_rank",
          "inverse_lexical_rank",
          "known_words",
          "log_words");

  private AnswerEvidence() {}

  /// @param ranked best first, at least one
  static double[] of(List<Ranked> ranked, QueryWords words) {
    Ranked first = ranked.getFirst();
    List<Ranked> best = ranked.subList(0, Math.min(DEPTH, ranked.size()));
    double second = ranked.size() > 1 ? ranked.get(1).score() : first.score();
    double fifth = ranked.get(Math.min(FIFTH, ranked.size() - 1)).score();
    return new double[] {
      first.score(),
      first.score() - second,
      first.score() - fifth,
      first.score() - ResultEvidence.meanAfter(ranked, 0),
      first.signals().cosine(),
      best.stream().mapToDouble(one -> one.signals().cosine()).max().orElse(0),
      ResultEvidence.wordShare(first, words),
      best.stream().mapToDouble(one -> ResultEvidence.wordShare(one, words)).max().orElse(0),
      first.semanticRank().isPresent() ? 1.0 / first.semanticRank().getAsInt() : 0,
      first.lexicalRank().isPresent() ? 1.0 / first.lexicalRank().getAsInt() : 0,
      words.knownShare(),
      Math.log(1.0 + words.count())
    };
  }
}
