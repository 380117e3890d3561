package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.symbol.JavaType;

/// A `throw`.
///
/// @param expression what is thrown
/// @param type its declared type
/// @param place where it stands
public record Thrown(Expression expression, JavaType type, Place place) {}
