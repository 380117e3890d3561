package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;

/// A `return`.
///
/// @param value what it gives back, if anything
/// @param place where
public record Returned(Optional<Expression> value, Place place) {}
