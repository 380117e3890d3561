package dev.kenning.search.answer;

import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.ScorePart;
import dev.kenning.search.fusion.Signals;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Why a method stands where it stands.
///
/// @param semantic the signal of meaning; empty when meaning did not rank
/// @param lexical the signal of words; empty when words did not rank or none matched
/// @param parts summands of the score
/// @param words where the words that matched stand
/// @param facts those asked for, with the lines that show them
/// @param aboveNext what sets it above the following result; empty for the last one
public record Explanation(
    Optional<Semantic> semantic,
    Optional<Lexical> lexical,
    List<ScorePart> parts,
    List<MatchedWord> words,
    List<ShownFact> facts,
    Optional<AboveNext> aboveNext) {
  public Explanation {
    parts = List.copyOf(parts);
    words = List.copyOf(words);
    facts = List.copyOf(facts);
    aboveNext = Objects.requireNonNullElse(aboveNext, Optional.empty()); // left out on the wire
  }

  /// @param next what follows it
  /// @param words where its words stand
  /// @param facts of it that were asked for
  static Explanation of(
      Ranked ranked, Optional<Ranked> next, List<MatchedWord> words, List<ShownFact> facts) {
    Signals signals = ranked.signals();
    return new Explanation(
        ranked.semanticRank().stream()
            .mapToObj(rank -> new Semantic(rank, signals.cosine()))
            .findFirst(),
        ranked.lexicalRank().stream()
            .mapToObj(
                rank -> new Lexical(rank, signals.lexical().score(), signals.lexical().terms()))
            .findFirst(),
        ranked.parts(),
        words,
        facts,
        next.map(following -> AboveNext.of(ranked, following)));
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

  /// A word of the query that a method has.
  ///
  /// @param word as the caller wrote it
  /// @param lines of the file where its declaration has it, the first ones; none where only its
  ///   surroundings do, such as its type's name
  /// @param documented whether its documentation has it
  public record MatchedWord(String word, List<Integer> lines, boolean documented) {
    /// Lines told of one word.
    static final int MAX_LINES = 10;

    public MatchedWord {
      lines = List.copyOf(lines);
    }
  }
}
