package dev.kenning.search.answer;

import dev.kenning.indexer.fact.Fact;
import java.util.List;

/// A fact of a result, with the names the wire uses.
///
/// @param fact its word, `throws:java.io.IOException`
/// @param lines of the file that show it, the first ones
/// @param resolution `resolved`, or `by_name` where a name alone speaks for it
/// @param deferred whether all of it stands in lambdas, which run when somebody calls them, or
///   never
public record ShownFact(String fact, List<Integer> lines, String resolution, boolean deferred) {
  public ShownFact {
    lines = List.copyOf(lines);
  }

  static ShownFact of(Fact fact) {
    return new ShownFact(fact.word(), fact.lines(), fact.resolution().word(), fact.deferred());
  }
}
