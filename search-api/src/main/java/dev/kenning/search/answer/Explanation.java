package dev.kenning.search.answer;

import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.ScorePart;
import dev.kenning.search.fusion.Signals;
import java.util.List;
import java.util.Optional;

/// Why a method stands where it stands.
///
/// @param semantic the signal of meaning; empty when meaning did not rank
/// @param lexical the signal of words; empty when words did not rank or none matched
/// @param parts summands of the score
public record Explanation(
    Optional<Semantic> semantic, Optional<Lexical> lexical, List<ScorePart> parts) {
  public Explanation {
    parts = List.copyOf(parts);
  }

  static Explanation of(Ranked ranked) {
    Signals signals = ranked.signals();
    return new Explanation(
        ranked.semanticRank().stream()
            .mapToObj(rank -> new Semantic(rank, signals.cosine()))
            .findFirst(),
        ranked.lexicalRank().stream()
            .mapToObj(
                rank -> new Lexical(rank, signals.lexical().score(), signals.lexical().terms()))
            .findFirst(),
        ranked.parts());
  }

  /// @param rank its place by meaning alone among the candidates, from 1
  /// @param score cosine
  public record Semantic(int rank, double score) {}

  /// @param rank its place by words alone among the candidates, from 1
  /// @param score BM25
  /// @param terms the query's words that matched
  public record Lexical(int rank, double score, List<String> terms) {
    public Lexical {
      terms = List.copyOf(terms);
    }
  }
}
