package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;

/// Something that gets a value: `=`, `+=`, `++`.
///
/// @param target what gets it
/// @param value what it gets; empty for `++` and `--`
/// @param compound whether the old value enters the new one
/// @param node the assignment
/// @param place where it stands
public record Write(
    Target target, Optional<Expression> value, boolean compound, Expression node, Place place) {
  public sealed interface Target {
    /// A local variable.
    record OfVariable(Variable variable) implements Target {}

    /// A field, of this object or another.
    record OfField(FieldReference field) implements Target {}

    /// An element of an array.
    record OfElement(Expression array) implements Target {}

    /// Something that is none of these, in code that is broken.
    record Other() implements Target {}
  }
}
