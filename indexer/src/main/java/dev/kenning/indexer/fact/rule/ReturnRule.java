package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Returned;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `returns`: `null` where a return statement gives the literal, alone or on one side of `?:` or of
/// a `switch`; `optional` by the return type; `never-null` where every return statement gives a
/// literal, a new object, `this`, a text that is put together, or the result of a JDK method that
/// never gives null, or where an annotation says so.
///
/// Returns of lambdas are theirs. Misses null that comes out of a variable or a called method.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class ReturnRule implements FactRule {
  private static final Set<String> OPTIONALS =
      Set.of(
          "java.util.Optional",
          "java.util.OptionalInt",
          "java.util.OptionalLong",
          "java.util.OptionalDouble",
          "com.google.common.base.Optional");

  private static final Set<String> NON_NULL =
      Set.of("NonNull", "Nonnull", "NotNull", "NonNullable");

  private static final Set<String> NEVER_NULL_OWNERS =
      Set.of(
          "java.lang.String",
          "java.lang.StringBuilder",
          "java.util.Optional",
          "java.util.Objects",
          "java.util.Collections",
          "java.math.BigInteger",
          "java.math.BigDecimal",
          "java.time.Duration",
          "java.time.Instant",
          "java.util.stream.Stream",
          "java.util.stream.IntStream");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.head().sort() != MethodHead.Sort.METHOD) {
      return;
    }
    if (OPTIONALS.contains(method.returnType().name()) && method.returnType().dimensions() == 0) {
      facts.addAt(FactKind.RETURNS, "optional", method.head().nameLine());
    }
    List<Returned> own =
        method.returns().stream().filter(returned -> !returned.place().deferred()).toList();
    for (Returned returned : own) {
      if (returned.value().filter(ReturnRule::givesNull).isPresent()) {
        facts.add(FactKind.RETURNS, "null", returned.place());
      }
    }
    boolean reference = !method.returnType().isPrimitive();
    boolean shown =
        !own.isEmpty()
            && own.stream()
                .allMatch(returned ->
                    returned.value().filter(value -> isNeverNull(method, value, 0)).isPresent());
    if (reference && (shown || method.annotation(NON_NULL::contains).isPresent())) {
      facts.addAt(FactKind.RETURNS, "never-null", method.head().nameLine());
    }
  }

  private static boolean givesNull(Expression value) {
    return ends(value).stream().anyMatch(Expression::isNullLiteralExpr);
  }

  /// What an expression can come down to.
  private static List<Expression> ends(Expression value) {
    List<Expression> ends = new ArrayList<>();
    List<Expression> open = new ArrayList<>(List.of(value));
    while (!open.isEmpty()) {
      Expression bare = MethodSketch.bare(open.removeLast());
      switch (bare) {
        case ConditionalExpr choice -> {
          open.add(choice.getThenExpr());
          open.add(choice.getElseExpr());
        }
        case SwitchExpr choice ->
            choice
                .getEntries()
                .forEach(entry -> {
                  if (entry.getType() == SwitchEntry.Type.EXPRESSION) {
                    entry.getStatements().stream()
                        .filter(ExpressionStmt.class::isInstance)
                        .forEach(
                            statement -> open.add(((ExpressionStmt) statement).getExpression()));
                  } else if (entry.getStatements().stream()
                      .noneMatch(ThrowStmt.class::isInstance)) {
                    ends.add(choice); // a block, whose yields are not followed
                  }
                });
        default -> ends.add(bare);
      }
    }
    return ends;
  }

  private static boolean isNeverNull(MethodSketch method, Expression value, int depth) {
    return ends(value).stream().allMatch(end -> isEvident(method, end, depth));
  }

  private static boolean isEvident(MethodSketch method, Expression end, int depth) {
    boolean plain =
        end.isObjectCreationExpr()
            || end.isArrayCreationExpr()
            || end.isThisExpr()
            || end.isLambdaExpr()
            || end.isMethodReferenceExpr()
            || end.isClassExpr()
            || (end.isLiteralExpr() && !end.isNullLiteralExpr())
            || end.isTextBlockLiteralExpr();
    if (plain) {
      return true;
    }
    if (end instanceof BinaryExpr) {
      return true; // a number, a truth value, or a text put together
    }
    if (end.isMethodCallExpr()) {
      return method.calls().stream()
          .filter(call -> call.node() == end)
          .anyMatch(call -> isNeverNullCall(call));
    }
    Optional<Variable> variable = method.variable(end);
    return depth < 2
        && variable.isPresent()
        && variable.get().sort() == Variable.Sort.LOCAL
        && variable
            .get()
            .initial()
            .filter(initial -> isNeverNull(method, initial, depth + 1))
            .isPresent()
        && method.writes().stream()
            .filter(write ->
                write.target() instanceof Write.Target.OfVariable target
                    && target.variable() == variable.get())
            .allMatch(write ->
                write.compound()
                    || write.value().filter(v -> isNeverNull(method, v, depth + 1)).isPresent());
  }

  private static boolean isNeverNullCall(dev.kenning.indexer.fact.sketch.Call call) {
    if (!call.resolved()) {
      return false;
    }
    String owner = call.owner().name();
    return switch (call.name()) {
      case "get", "orElse", "orElseGet", "toNull", "requireNonNullElse", "orElseThrow", "reduce" ->
          false;
      case "requireNonNull" -> owner.equals("java.util.Objects");
      case "max", "min" -> owner.endsWith("Stream") || owner.startsWith("java.math.");
      case "toString" -> !owner.equals("java.util.Objects") && owner.startsWith("java.");
      case "of", "copyOf", "ofEntries" -> owner.startsWith("java.util.");
      case "asList" -> owner.equals("java.util.Arrays");
      default -> NEVER_NULL_OWNERS.contains(owner) && !owner.equals("java.util.Objects");
    };
  }
}
