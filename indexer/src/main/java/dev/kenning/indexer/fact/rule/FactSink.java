package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Gathers the facts of one method: what shows the same fact on several lines is one fact. One
/// thread.
final class FactSink {
  /// Facts kept of one method; generated methods call thousands of others.
  private static final int MAX_FACTS = 500;

  private record Key(FactKind kind, String argument) {}

  private static final class Evidence {
    final TreeSet<Integer> lines = new TreeSet<>();
    boolean resolved;
    boolean immediate;
  }

  private final Map<Key, Evidence> evidence = new LinkedHashMap<>();

  void add(FactKind kind, Place place) {
    add(kind, "", Resolution.RESOLVED, place);
  }

  void add(FactKind kind, String argument, Place place) {
    add(kind, argument, Resolution.RESOLVED, place);
  }

  void add(FactKind kind, String argument, Resolution resolution, Place place) {
    add(kind, argument, resolution, place.line(), place.deferred());
  }

  /// For what the declaration shows.
  void addAt(FactKind kind, String argument, int line) {
    add(kind, argument, Resolution.RESOLVED, line, false);
  }

  /// One line that shows a fact. A fact is resolved, and not deferred, if any of its lines is.
  void add(FactKind kind, String argument, Resolution resolution, int line, boolean deferred) {
    Key key = new Key(kind, argument.indexOf(' ') < 0 ? argument : argument.replace(" ", ""));
    Evidence found = evidence.get(key);
    if (found == null) {
      if (evidence.size() == MAX_FACTS) {
        return;
      }
      found = new Evidence();
      evidence.put(key, found);
    }
    found.lines.add(line);
    found.resolved |= resolution == Resolution.RESOLVED;
    found.immediate |= !deferred;
  }

  /// In the order of the vocabulary, then of their first line, then by argument.
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>(evidence.size());
    evidence.forEach((key, found) ->
        facts.add(
            new Fact(
                key.kind(),
                key.argument(),
                found.resolved ? Resolution.RESOLVED : Resolution.BY_NAME,
                !found.immediate,
                found.lines.stream().limit(Fact.MAX_LINES).toList())));
    facts.sort(
        java.util.Comparator.comparing(Fact::kind)
            .thenComparing(fact -> fact.lines().getFirst())
            .thenComparing(Fact::argument));
    return List.copyOf(facts);
  }
}
