package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Returned;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `shape`: a getter only returns a field of this object; a setter only writes its argument to one
/// (and may return `this`); a builder's step does something and always returns `this`, and
/// `build()` of a type called a builder builds; a factory returns nothing but objects it makes, and
/// is static, or says by its name that it makes.
///
/// Misses factories that return what another method made.
final class ShapeRule implements FactRule {
  private static final Pattern MAKING =
      Pattern.compile("(?:of|from|create|new|make|build|copyOf|valueOf)(?:\\p{Lu}.*)?");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    if (head.sort() != MethodHead.Sort.METHOD || head.body().isEmpty()) {
      return;
    }
    int line = head.nameLine();
    if (isGetter(method)) {
      facts.addAt(FactKind.SHAPE, "getter", line);
    }
    if (isSetter(method)) {
      facts.addAt(FactKind.SHAPE, "setter", line);
    }
    if (isBuilder(method)) {
      facts.addAt(FactKind.SHAPE, "builder", line);
    }
    if (isFactory(method)) {
      facts.addAt(FactKind.SHAPE, "factory", line);
    }
  }

  private static List<Statement> statements(MethodSketch method) {
    return method
        .head()
        .body()
        .map(body -> List.<Statement>copyOf(body.getStatements()))
        .orElse(List.of());
  }

  private static boolean isGetter(MethodSketch method) {
    List<Statement> body = statements(method);
    return method.parameters().isEmpty()
        && body.size() == 1
        && body.getFirst() instanceof ReturnStmt returned
        && returned
            .getExpression()
            .flatMap(method::field)
            .filter(field -> isOwn(field) && !(field.isStatic() && field.isFinal()))
            .isPresent();
  }

  private static boolean isOwn(FieldReference field) {
    return field.object().isEmpty();
  }

  private static boolean isSetter(MethodSketch method) {
    List<Statement> body = statements(method);
    if (method.parameters().size() != 1 || body.isEmpty() || body.size() > 2) {
      return false;
    }
    boolean writes =
        body.getFirst() instanceof ExpressionStmt statement
            && statement.getExpression() instanceof AssignExpr assign
            && assign.getOperator() == AssignExpr.Operator.ASSIGN
            && method.field(assign.getTarget()).filter(ShapeRule::isOwn).isPresent()
            && method.variable(assign.getValue()).filter(v -> v.isParameter()).isPresent();
    return writes && (body.size() == 1 || isReturnOfThis(body.getLast()));
  }

  private static boolean isReturnOfThis(Statement statement) {
    return statement instanceof ReturnStmt returned
        && returned.getExpression().filter(ThisExpr.class::isInstance).isPresent();
  }

  private static boolean isBuilder(MethodSketch method) {
    List<Returned> returns = ownReturns(method);
    boolean step =
        statements(method).size() > 1
            && !returns.isEmpty()
            && returns.stream()
                .allMatch(
                    returned -> returned.value().filter(ThisExpr.class::isInstance).isPresent());
    boolean builds =
        method.head().name().equals("build")
            && method.type().name().endsWith("Builder")
            && !method.returnType().is("void");
    return step || builds;
  }

  private static List<Returned> ownReturns(MethodSketch method) {
    return method.returns().stream().filter(returned -> !returned.place().deferred()).toList();
  }

  private static boolean isFactory(MethodSketch method) {
    List<Returned> returns = ownReturns(method);
    boolean makes =
        !returns.isEmpty()
            && returns.stream()
                .allMatch(returned ->
                    returned.value().filter(value -> isMade(method, value)).isPresent());
    if (!makes) {
      return false;
    }
    boolean named = MAKING.matcher(method.head().name()).matches();
    JavaType made = method.returnType();
    boolean ofJdk = made.known() && made.name().startsWith("java.");
    return named
        || (method.head().isStatic() && !ofJdk && !made.isPrimitive() && made.dimensions() == 0);
  }

  private static boolean isMade(MethodSketch method, Expression value) {
    Expression bare = MethodSketch.bare(value);
    Optional<Expression> made =
        bare instanceof ObjectCreationExpr
            ? Optional.of(bare)
            : method.variable(bare).flatMap(variable -> variable.initial()).map(MethodSketch::bare);
    return made.filter(ObjectCreationExpr.class::isInstance).isPresent();
  }
}
