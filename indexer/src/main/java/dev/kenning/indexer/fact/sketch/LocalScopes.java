package dev.kenning.indexer.fact.sketch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The local variables that are known where the walk stands, innermost block first.
final class LocalScopes {
  private final Deque<Map<String, Variable>> scopes = new ArrayDeque<>();

  void open() {
    scopes.push(new HashMap<>(8));
  }

  void close() {
    scopes.pop();
  }

  void declare(Variable variable) {
    scopes.getFirst().put(variable.name(), variable);
  }

  @Nullable Variable find(String name) {
    for (Map<String, Variable> scope : scopes) {
      Variable found = scope.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
