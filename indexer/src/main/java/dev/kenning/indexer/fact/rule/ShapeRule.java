package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.FieldReference;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Returned;
import dev.kenning.indexer.fact.sketch.Write;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `shape`: a getter only returns a field of this object; a setter only writes its argument to one
/// (and may return `this`); a builder's step does something and always returns `this`, also by
/// `self()` and by another step of its file, and `build()` of a type called a builder builds; a
/// factory returns nothing but objects it makes. Unless it says by its name that it makes
/// something, these are of a type of the project's own, and it is static or does nothing else.
///
/// Misses factories that return what another method made.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class ShapeRule implements FactRule {
  private static final Pattern MAKING =
      Pattern.compile("(?:of|from|create|new|make|build|copyOf|valueOf)(?:\\p{Lu}.*)?");

  private static final Pattern SELF =
      Pattern.compile("self|_?this|me|getThis|getSelf|thisInstance|thisBuilder|builder");

  /// Names of methods that give the object back without changing it.
  private static final Pattern LOOKS =
      Pattern.compile(
          "(?:get|is|has|await|sync|touch|check|assert|verify|print|log|dump|read|wait|copyTo|describe"
              + "|show|should)(?:\\p{Lu}.*)?");

  private static final Pattern STEPS = Pattern.compile("(?:set|with|add|put|append)(?:\\p{Lu}.*)?");

  /// Values rather than objects that somebody asks a factory for.
  private static final Set<String> VALUES =
      Set.of("java.lang.String", "java.lang.Integer", "java.lang.Long", "java.lang.Double");

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

  /// A step that changes this object and gives it back, or what builds the object in the end.
  private static boolean isBuilder(MethodSketch method) {
    boolean builds =
        method.head().name().equals("build")
            && method.type().name().endsWith("Builder")
            && !method.returnType().is("void")
            && Outcomes.returns(method).stream()
                .anyMatch(returned ->
                    returned.value().filter(value -> isBuilt(method, value)).isPresent());
    return builds || isStep(method, 0);
  }

  private static boolean isStep(MethodSketch method, int depth) {
    List<Returned> returns = Outcomes.returns(method);
    boolean givesItself =
        !method.head().isStatic()
            && !returns.isEmpty()
            && returns.stream()
                .allMatch(returned ->
                    returned.value().filter(value -> isThis(method, value)).isPresent());
    if (!givesItself) {
      return depth < 3 && handsOnToStep(method, depth);
    }
    return statements(method).size() > 1 && (changesField(method) || saysNoLook(method));
  }

  private static boolean changesField(MethodSketch method) {
    return method.writes().stream()
        .anyMatch(write ->
            write.target() instanceof Write.Target.OfField target
                && target.field().object().isEmpty());
  }

  /// `getBytes(…)`, `awaitUninterruptibly()` give the object back to be used on.
  private static boolean saysNoLook(MethodSketch method) {
    return !LOOKS.matcher(method.head().name()).matches();
  }

  /// `return add(List.of(item))`, and `add` of this file is a step.
  private static boolean handsOnToStep(MethodSketch method, int depth) {
    List<Statement> body = statements(method);
    if (body.isEmpty()
        || !(body.getLast() instanceof ReturnStmt returned)
        || Outcomes.returns(method).size() != 1) {
      return false;
    }
    List<MethodSketch> called =
        returned.getExpression().map(value -> calledOnThis(method, value)).orElse(List.of());
    return !called.isEmpty()
        && called.stream()
            .allMatch(one ->
                one.head().node() != method.head().node()
                    && one.head().body().isPresent()
                    && isStep(one, depth + 1));
  }

  private static List<MethodSketch> calledOnThis(MethodSketch method, Expression value) {
    Expression bare = MethodSketch.bare(value);
    return method.calls().stream()
        .filter(call -> call.node() == bare && call.isMethod())
        .filter(call -> call.receiver().map(Expression::isThisExpr).orElse(call.onSelf()))
        .flatMap(call -> method.file().called(call).stream())
        .toList();
  }

  /// `this`, or `self()` and its like.
  private static boolean isThis(MethodSketch method, Expression value) {
    Expression bare = MethodSketch.bare(value);
    if (bare instanceof ThisExpr own) {
      return own.getTypeName().isEmpty();
    }
    if (!(bare instanceof MethodCallExpr call)
        || !call.getArguments().isEmpty()
        || call.getScope().filter(scope -> !scope.isThisExpr()).isPresent()) {
      return false;
    }
    List<MethodSketch> called = calledOnThis(method, bare);
    return SELF.matcher(call.getNameAsString()).matches()
        || (!called.isEmpty() && called.stream().allMatch(ShapeRule::givesThis));
  }

  private static boolean givesThis(MethodSketch method) {
    List<Statement> body = statements(method);
    return body.size() == 1
        && body.getFirst() instanceof ReturnStmt returned
        && returned
            .getExpression()
            .map(MethodSketch::bare)
            .filter(ThisExpr.class::isInstance)
            .isPresent();
  }

  /// Not a constant, nor the builder itself.
  private static boolean isBuilt(MethodSketch method, Expression value) {
    Expression bare = MethodSketch.bare(value);
    return !bare.isNullLiteralExpr()
        && !bare.isThisExpr()
        && method.field(bare).filter(field -> field.isStatic() && field.isFinal()).isEmpty();
  }

  private static boolean isFactory(MethodSketch method) {
    List<Returned> returns = Outcomes.returns(method);
    JavaType made = method.returnType();
    boolean makes =
        !made.isPrimitive()
            && made.dimensions() == 0
            && !returns.isEmpty()
            && returns.stream()
                .allMatch(returned ->
                    returned.value().filter(value -> isMade(method, value)).isPresent());
    if (!makes || VALUES.contains(made.name())) {
      return false;
    }
    if (MAKING.matcher(method.head().name()).matches()) {
      return true;
    }
    return returns.stream().allMatch(returned -> makesOwnType(method, returned))
        && (method.head().isStatic() || isAllAboutIt(method));
  }

  /// An object of a type of the project, or an anonymous one, rather than a list or a text.
  private static boolean makesOwnType(MethodSketch method, Returned returned) {
    return returned
        .value()
        .filter(value ->
            Outcomes.of(value).stream()
                .allMatch(end ->
                    creation(method, end)
                        .filter(creation -> {
                          JavaType type = method.typeOf(creation);
                          boolean ofJdk = type.known() && type.name().startsWith("java.");
                          return !ofJdk || creation.getAnonymousClassBody().isPresent();
                        })
                        .isPresent()))
        .isPresent();
  }

  /// A method that says by no name that it makes something does nothing else: it is one return, or
  /// begins with the object's creation or with a check.
  private static boolean isAllAboutIt(MethodSketch method) {
    List<Statement> body = statements(method);
    if (body.size() == 1) {
      return true;
    }
    List<Statement> rest = body.stream().filter(statement -> !isRefusal(statement)).toList();
    if (rest.isEmpty()) {
      return false;
    }
    Statement first = rest.getFirst();
    boolean declares =
        first instanceof ExpressionStmt statement
            && statement.getExpression() instanceof VariableDeclarationExpr declared
            && declared
                .getVariable(0)
                .getInitializer()
                .map(MethodSketch::bare)
                .flatMap(ShapeRule::root)
                .isPresent();
    return first.isReturnStmt() || declares;
  }

  private static boolean isRefusal(Statement statement) {
    return statement instanceof IfStmt choice
        && choice.getElseStmt().isEmpty()
        && (choice.getThenStmt().isThrowStmt()
            || (choice.getThenStmt() instanceof BlockStmt block
                && block.getStatements().size() == 1
                && block.getStatement(0).isThrowStmt()));
  }

  private static boolean isMade(MethodSketch method, Expression value) {
    return Outcomes.of(value).stream().allMatch(end -> creation(method, end).isPresent());
  }

  private static Optional<ObjectCreationExpr> creation(MethodSketch method, Expression end) {
    Optional<ObjectCreationExpr> made = root(end);
    return made.isPresent()
        ? made
        : method
            .variable(end)
            .flatMap(variable -> variable.initial())
            .map(MethodSketch::bare)
            .flatMap(ShapeRule::root);
  }

  /// The object that is made at the beginning of `new Order().id(3).item(x)`, or of a chain that
  /// builds one: the steps give back what they are called on, as far as their names tell.
  private static Optional<ObjectCreationExpr> root(Expression expression) {
    Expression at = expression;
    boolean first = true;
    while (at instanceof MethodCallExpr call && call.getScope().isPresent()) {
      boolean step = STEPS.matcher(call.getNameAsString()).matches();
      if (!step && !(first && call.getNameAsString().equals("build"))) {
        return Optional.empty();
      }
      first = false;
      at = MethodSketch.bare(call.getScope().get());
    }
    return at instanceof ObjectCreationExpr made ? Optional.of(made) : Optional.empty();
  }
}
