package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Variable;
import java.util.Optional;

/// What a longer expression begins with.
final class Roots {
  private Roots() {}

  /// The array whose element, or element's element, is named: `rows` of `rows[i][j]`.
  static Optional<Expression> array(MethodSketch method, Expression array) {
    Expression at = MethodSketch.bare(array);
    while (at instanceof ArrayAccessExpr access) {
      at = MethodSketch.bare(access.getName());
    }
    return method.variable(at).isPresent() || method.field(at).isPresent()
        ? Optional.of(at)
        : Optional.empty();
  }

  /// The local variable by whose fields and elements an expression goes: `node` of
  /// `node.next.values[2]`.
  static Optional<Variable> variable(MethodSketch method, Expression expression) {
    Expression at = MethodSketch.bare(expression);
    while (true) {
      switch (at) {
        case ArrayAccessExpr access -> at = MethodSketch.bare(access.getName());
        case FieldAccessExpr access -> at = MethodSketch.bare(access.getScope());
        default -> {
          return method.variable(at);
        }
      }
    }
  }
}
