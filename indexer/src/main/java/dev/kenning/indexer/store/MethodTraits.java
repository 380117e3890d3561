package dev.kenning.indexer.store;

import dev.kenning.indexer.method.MethodKind;
import dev.kenning.indexer.method.MethodUnit;

/// The little that ranking asks of a candidate before it is fetched.
///
/// @param kind method, constructor or initialiser
/// @param statementCount statements in the body, 0 without one
/// @param hasBody false for abstract and native methods
/// @param deprecated whether it is marked deprecated
/// @param test whether it is test code
public record MethodTraits(
    MethodKind kind, int statementCount, boolean hasBody, boolean deprecated, boolean test) {

  public static MethodTraits of(MethodUnit unit) {
    return new MethodTraits(
        unit.kind(),
        unit.statementCount(),
        unit.hasBody(),
        unit.annotations().contains("Deprecated") || unit.doc().contains("@deprecated"),
        unit.test());
  }
}
