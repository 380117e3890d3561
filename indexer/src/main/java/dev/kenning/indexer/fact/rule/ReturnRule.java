package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Returned;
import java.util.Set;

/// `returns`: `null` where a return statement gives the literal, alone or on one side of `?:` or of
/// a `switch`; `optional` by the return type; `never-null` where every return statement gives
/// something that is seen never to be null (see [NeverNull]), or where an annotation says so.
///
/// Returns of lambdas are theirs. Misses null that comes out of a variable or a called method, and
/// for `never-null` what methods of other files never give.
final class ReturnRule implements FactRule {
  private static final Set<String> OPTIONALS =
      Set.of(
          "java.util.Optional",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble",
          "com.google.common.base.Optional");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.head().sort() != MethodHead.Sort.METHOD) {
      return;
    }
    if (OPTIONALS.contains(method.returnType().name()) && method.returnType().dimensions() == 0) {
      facts.addAt(FactKind.RETURNS, "optional", method.head().nameLine());
    }
    for (Returned returned : Outcomes.returns(method)) {
      if (returned.value().filter(ReturnRule::givesNull).isPresent()) {
        facts.add(FactKind.RETURNS, "null", returned.place());
      }
    }
    boolean reference = !method.returnType().isPrimitive();
    if (reference && (NeverNull.isPromised(method) || new NeverNull(method).always())) {
      facts.addAt(FactKind.RETURNS, "never-null", method.head().nameLine());
    }
  }

  private static boolean givesNull(Expression value) {
    return Outcomes.of(value).stream().anyMatch(Expression::isNullLiteralExpr);
  }
}
