package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.ReferenceType;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Catch;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Thrown;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;

/// `throws`: the types of the `throws` clause, and those of `throw` statements that no catch clause
/// of the same method takes. A caught exception that is thrown on has the type it was caught as; of
/// an exception that a called method made, the type is what that method declares, or unknown.
///
/// Statements in lambdas do not count: who calls the lambda gets what it throws. Misses exceptions
/// that called methods throw and nobody declares.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class ThrowRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    List<ReferenceType> clause = method.head().thrown();
    for (int i = 0; i < clause.size(); i++) {
      JavaType type = method.declaredThrows().get(i);
      facts.add(
          FactKind.THROWS,
          type.name(),
          CatchRule.resolution(type),
          MethodSketch.line(clause.get(i)),
          false);
    }
    for (Thrown thrown : method.throwns()) {
      if (!thrown.place().deferred()) {
        for (JavaType type : types(method, thrown)) {
          if (!isCaught(method, thrown, type)) {
            facts.add(FactKind.THROWS, type.name(), CatchRule.resolution(type), thrown.place());
          }
        }
      }
    }
  }

  /// More than one for an exception that was caught as one of several.
  private static List<JavaType> types(MethodSketch method, Thrown thrown) {
    if (MethodSketch.bare(thrown.expression()) instanceof NameExpr name
        && !thrown.type().isNamed()) {
      Variable variable = method.variable(name).orElse(null);
      for (Catch caught : method.catches()) {
        if (caught.variable() == variable) {
          return caught.types();
        }
      }
    }
    return List.of(thrown.type());
  }

  private static boolean isCaught(MethodSketch method, Thrown thrown, JavaType type) {
    for (Frame at = thrown.place().frame(); at != null; at = at.around()) {
      if (at.kind() == Frame.Kind.TRY && at.node() instanceof TryStmt tried) {
        for (Catch caught : method.catches()) {
          if (caught.statement() == tried
              && caught.types().stream().anyMatch(taken -> takes(method, taken, type))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// What is not known to be an error is taken by a clause for `Exception`.
  private static boolean takes(MethodSketch method, JavaType taken, JavaType thrown) {
    return switch (taken.name()) {
      case "java.lang.Throwable" -> true;
      case "java.lang.Exception" ->
          !method.types().isSubtype(thrown, "java.lang.Error")
              && !thrown.is("java.lang.Throwable")
              && !thrown.simpleName().endsWith("Error");
      default ->
          taken.isNamed()
              && (taken.name().equals(thrown.name())
                  || method.types().isSubtype(thrown, taken.name()));
    };
  }
}
