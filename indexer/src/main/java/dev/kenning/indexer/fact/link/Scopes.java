package dev.kenning.indexer.fact.link;

import dev.kenning.indexer.link.LocalVariable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What names only the walk knows: variables and local types, innermost first. A field hides the
/// variables around its type.
final class Scopes {
  private static final class Scope {
    final Map<String, Optional<LocalVariable>> variables = new HashMap<>(8);
    final Map<String, String> types = new HashMap<>(2);
  }

  private final Deque<Scope> scopes = new ArrayDeque<>();

  void open() {
    scopes.push(new Scope());
  }

  void close() {
    scopes.pop();
  }

  void declare(String name, LocalVariable variable) {
    scopes.getFirst().variables.put(name, Optional.of(variable));
  }

  /// From here on the name is a field's.
  void hide(String name) {
    scopes.getFirst().variables.put(name, Optional.empty());
  }

  void declareType(String simpleName, String qualifiedName) {
    scopes.getFirst().types.put(simpleName, qualifiedName);
  }

  @Nullable LocalVariable variable(String name) {
    for (Scope scope : scopes) {
      Optional<LocalVariable> found = scope.variables.get(name);
      if (found != null) {
        return found.orElse(null);
      }
    }
    return null;
  }

  @Nullable String type(String simpleName) {
    for (Scope scope : scopes) {
      String found = scope.types.get(simpleName);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
