package dev.kenning.indexer.graph;

import java.util.List;
import java.util.Optional;

/// What a call means.
sealed interface Binding {
  /// One of these declarations; most often it is one.
  ///
  /// @param methods that may be meant, at least one
  /// @param certain whether it is one, and no type that is unknown could have a better one
  /// @param receiver the type it is called on, where a subtype's method may run instead
  record Bound(List<MethodSymbol> methods, boolean certain, Optional<TypeSymbol> receiver)
      implements Binding {
    public Bound {
      methods = List.copyOf(methods);
    }
  }

  /// A method of this name; of which type is not known.
  ///
  /// @param arguments −1 if handed on rather than called
  record Named(String name, int arguments) implements Binding {}

  /// A constructor that nobody wrote.
  record Implied() implements Binding {}
}
