package dev.kenning.indexer.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the type variables of a method stand for in one call, told by its arguments.
final class Inference {
  private final Hierarchy hierarchy;
  private final Map<String, JType> found = new HashMap<>();

  /// @param open the variables looked for
  Inference(Hierarchy hierarchy, List<JType.Variable> open) {
    this.hierarchy = hierarchy;
    open.forEach(variable -> found.put(variable.key(), JType.Unknown.TYPE));
  }

  /// What is known so far; what is not is unknown.
  Map<String, JType> known() {
    return found;
  }

  /// An argument of type `actual` was given where `formal` is wanted.
  void match(JType formal, JType actual) {
    if (!actual.isKnown() || actual instanceof JType.Null) {
      return;
    }
    switch (formal) {
      case JType.Variable variable when found.containsKey(variable.key()) ->
          add(variable.key(), actual);
      case JType.Array array -> {
        if (actual instanceof JType.Array given) {
          match(array.element(), given.element());
        }
      }
      case JType.Of of -> {
        if (!of.arguments().isEmpty()) {
          matchArguments(of, actual);
        }
      }
      case JType.Variable _, JType.Primitive _, JType.Null _, JType.Unknown _ -> {}
    }
  }

  private void matchArguments(JType.Of formal, JType actual) {
    Optional<JType.Of> seen =
        hierarchy.asClass(actual).flatMap(given -> hierarchy.as(given, formal));
    if (seen.isPresent() && seen.get().arguments().size() == formal.arguments().size()) {
      for (int i = 0; i < formal.arguments().size(); i++) {
        match(formal.arguments().get(i), seen.get().arguments().get(i));
      }
    }
  }

  private void add(String key, JType actual) {
    JType given = actual instanceof JType.Primitive primitive ? hierarchy.box(primitive) : actual;
    JType before = found.get(key);
    if (before == null || !before.isKnown()) {
      found.put(key, given);
    } else if (hierarchy.isSubtype(before, given) == Verdict.YES) {
      found.put(key, given); // the wider of the two
    } else if (hierarchy.isSubtype(given, before) != Verdict.YES) {
      found.put(key, JType.Unknown.TYPE);
    }
  }
}
