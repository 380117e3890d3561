package dev.kenning.search.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A candidate in its final place.
///
/// @param signals what it was ranked by
/// @param score 0…1, comparable between queries
/// @param parts summands of the score, signals first
/// @param semanticRank its place by meaning alone among the candidates, from 1; empty when meaning
///   did not rank
/// @param lexicalRank its place by words alone; empty when words did not rank or none matched
public record Ranked(
    Signals signals,
    double score,
    List<ScorePart> parts,
    OptionalInt semanticRank,
    OptionalInt lexicalRank) {
  public Ranked {
    parts = List.copyOf(parts);
  }

  /// The same with one summand more.
  Ranked plus(String name, double amount) {
    List<ScorePart> more = new ArrayList<>(parts);
    more.add(new ScorePart(name, amount));
    return new Ranked(signals, score + amount, more, semanticRank, lexicalRank);
  }
}
