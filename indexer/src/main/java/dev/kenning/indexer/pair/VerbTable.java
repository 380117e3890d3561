package dev.kenning.indexer.pair;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Verbs that mean nearly the same, learnt from how people name what they describe: where the
/// documentation of methods named `remove…` begins with *deletes* in several libraries, *delete*
/// and *remove* stand for each other.
///
/// A verb counts if documentation and names of many libraries begin with it, so that adjectives and
/// nouns that names begin with do not, nor conjunctions that sentences begin with. The order in
/// which pairs are added does not matter. For one thread while it is added to; for any afterwards.
public final class VerbTable {
  /// In so many libraries two verbs must have stood for each other.
  private static final int FEWEST_SHARED = 4;

  /// In so many libraries documentation must begin with a verb, and names in half as many.
  private static final int FEWEST_LIBRARIES = 8;

  /// So often, of all libraries that have the verb, must the other stand for it.
  private static final double SMALLEST_SHARE = 0.08;

  private static final Set<String> NO_VERBS =
      Set.of("if", "in", "on", "to", "the", "this", "for", "is", "as", "at", "no", "not", "all");

  private final Map<String, Map<String, Set<String>>> named = new HashMap<>();
  private final Map<String, Set<String>> libraries = new HashMap<>();
  private final Map<String, Set<String>> naming = new HashMap<>();

  /// @param library where both were written
  /// @param described the verb in the base form that documentation begins with
  /// @param name the first word of the method's name
  void add(String library, String described, String name) {
    libraries.computeIfAbsent(described, _ -> new HashSet<>()).add(library);
    naming.computeIfAbsent(name, _ -> new HashSet<>()).add(library);
    if (!described.equals(name)) {
      named
          .computeIfAbsent(described, _ -> new TreeMap<>())
          .computeIfAbsent(name, _ -> new HashSet<>())
          .add(library);
    }
  }

  /// Takes what another table has learnt.
  void addAll(VerbTable other) {
    other.libraries.forEach(
        (verb, all) -> libraries.computeIfAbsent(verb, _ -> new HashSet<>()).addAll(all));
    other.naming.forEach(
        (name, all) -> naming.computeIfAbsent(name, _ -> new HashSet<>()).addAll(all));
    other.named.forEach((verb, names) ->
        names.forEach((name, all) ->
            named
                .computeIfAbsent(verb, _ -> new TreeMap<>())
                .computeIfAbsent(name, _ -> new HashSet<>())
                .addAll(all)));
  }

  /// Verbs that may stand for `verb`, in alphabetical order.
  List<String> alternatives(String verb) {
    Set<String> found = new TreeSet<>();
    named
        .getOrDefault(verb, Map.of())
        .forEach((name, shared) -> {
          if (isVerb(name) && isShared(verb, shared)) {
            found.add(name);
          }
        });
    named.forEach((described, names) -> {
      Set<String> shared = names.getOrDefault(verb, Set.of());
      if (isVerb(described) && isShared(described, shared)) {
        found.add(described);
      }
    });
    return List.copyOf(found);
  }

  /// One of `verb` and its alternatives.
  String drawn(String verb, RandomGenerator random) {
    List<String> others = alternatives(verb);
    return others.isEmpty() ? verb : others.get(random.nextInt(others.size()));
  }

  /// Whether names begin with it often, and it is no verb all the same.
  static boolean isNoVerb(String word) {
    return NO_VERBS.contains(word);
  }

  /// Whether documentation and names of many libraries begin with it.
  boolean isVerb(String word) {
    return libraries.getOrDefault(word, Set.of()).size() >= FEWEST_LIBRARIES
        && naming.getOrDefault(word, Set.of()).size() >= FEWEST_LIBRARIES / 2
        && !isNoVerb(word);
  }

  private boolean isShared(String verb, Set<String> shared) {
    return shared.size() >= FEWEST_SHARED
        && shared.size() >= SMALLEST_SHARE * libraries.getOrDefault(verb, Set.of()).size();
  }

  /// Every verb that has alternatives, with them.
  public Map<String, List<String>> entries() {
    Map<String, List<String>> entries = new TreeMap<>();
    libraries
        .keySet()
        .forEach(verb -> {
          List<String> others = isVerb(verb) ? alternatives(verb) : List.of();
          if (!others.isEmpty()) {
            entries.put(verb, others);
          }
        });
    return entries;
  }
}
