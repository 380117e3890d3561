package dev.kenning.indexer.store;

import dev.kenning.indexer.method.MethodKind;

/// The little that ranking asks of a candidate before it is fetched.
///
/// @param kind method, constructor or initialiser
/// @param statementCount statements in the body, 0 without one
/// @param hasBody false for abstract and native methods
/// @param deprecated whether it is marked deprecated
/// @param test whether it is test code
public record MethodTraits(
    MethodKind kind, int statementCount, boolean hasBody, boolean deprecated, boolean test) {}
