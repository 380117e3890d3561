package dev.kenning.indexer.graph;

/// What a name means where an expression stands.
sealed interface Meaning {
  record Value(JType type) implements Meaning {}

  record Type(JType.Of type) implements Meaning {}

  /// The beginning of a longer name, or unknown.
  record PackageName(String name) implements Meaning {}
}
