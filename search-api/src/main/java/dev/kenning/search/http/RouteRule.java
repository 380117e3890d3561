package dev.kenning.search.http;

import dev.kenning.search.access.Scope;
import dev.kenning.search.admission.WorkKind;
import java.util.Optional;

/// What a route asks of its callers, and of the server.
///
/// @param scope what a caller must be allowed to do; empty where everybody is let in
/// @param kind whose limit it counts for; empty for what costs nothing and must always be answered
/// @param body how large its body may be
/// @param remembers whether its handler, where there is no place, answers what it remembers
///   ([RequestGate#refusal])
record RouteRule(Optional<Scope> scope, Optional<WorkKind> kind, Body body, boolean remembers) {
  /// For a route that nobody thought of: an administrator's.
  static final RouteRule UNDECLARED = of(Scope.ADMIN, WorkKind.ADMIN, Body.NONE);

  /// Which bound of the configuration holds for a body.
  enum Body {
    NONE,
    JSON,
    CHANGES,
    FILE;

    int maxBytes(HttpConfig config) {
      return switch (this) {
        case NONE -> 0;
        case JSON -> config.maxJsonBytes();
        case CHANGES -> config.maxChangesBytes();
        case FILE -> config.maxFileBytes();
      };
    }
  }

  static RouteRule of(Scope scope, WorkKind kind, Body body) {
    return new RouteRule(Optional.of(scope), Optional.of(kind), body, false);
  }

  RouteRule remembering() {
    return new RouteRule(scope, kind, body, true);
  }

  static RouteRule free() {
    return new RouteRule(Optional.empty(), Optional.empty(), Body.NONE, false);
  }
}
