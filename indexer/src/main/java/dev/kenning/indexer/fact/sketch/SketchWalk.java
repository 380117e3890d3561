package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnionType;
import dev.kenning.indexer.fact.symbol.DeclaredType;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Walks one method once and makes its [MethodSketch]: keeps the local variables and structures
/// that are open, and lets [ExpressionReader] say what each expression is once its parts are known.
///
/// A node is met twice: on the way in, where it opens scopes, and on the way out. For one method
/// and one thread.
public final class SketchWalk {
  private record Step(Node node, Frame frame, boolean leaving) {}

  private final MethodSketch sketch;
  private final FileTypes types;
  private final DeclaredType type;
  private final LocalScopes scopes = new LocalScopes();
  private final ExpressionReader expressions;
  private final Deque<Step> steps = new ArrayDeque<>();

  private SketchWalk(MethodSketch sketch) {
    this.sketch = sketch;
    this.types = sketch.types();
    this.type = sketch.type();
    this.expressions = new ExpressionReader(sketch, scopes);
  }

  /// @param types the table of its file
  /// @param file the other methods of its file
  public static MethodSketch sketch(MethodHead head, FileTypes types, FileMethods file) {
    DeclaredType type = types.enclosing(head.node());
    List<Variable> parameters = new ArrayList<>();
    for (Parameter parameter : head.parameters()) {
      parameters.add(
          new Variable(
              parameter.getNameAsString(),
              Variable.Sort.PARAMETER,
              declaredType(parameter, types, type),
              Optional.empty()));
    }
    MethodSketch sketch =
        new MethodSketch(
            head,
            types,
            file,
            type,
            head.returnType().map(t -> types.resolve(t, type)).orElse(JavaType.UNKNOWN),
            parameters,
            head.thrown().stream().map(t -> types.resolve(t, type)).toList());
    SketchWalk walk = new SketchWalk(sketch);
    head.body().ifPresent(walk::walk);
    return sketch;
  }

  private static JavaType declaredType(Parameter parameter, FileTypes types, DeclaredType type) {
    JavaType declared = types.resolve(parameter.getType(), type);
    return parameter.isVarArgs() ? declared.withDimensions(declared.dimensions() + 1) : declared;
  }

  private void walk(BlockStmt body) {
    scopes.open();
    sketch.parameters().forEach(scopes::declare);
    steps.push(new Step(body, new Frame(Frame.Kind.BODY, body, null), false));
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      if (step.leaving()) {
        leave(step.node(), step.frame());
      } else {
        steps.push(new Step(step.node(), step.frame(), true));
        enter(step.node(), step.frame());
      }
    }
    scopes.close();
  }

  private void enter(Node node, Frame frame) {
    if (opensScope(node)) {
      scopes.open();
    }
    Place place = new Place(MethodSketch.line(node), frame);
    switch (node) {
      case TryStmt tried -> enterTry(tried, frame);
      case CatchClause clause -> enterCatch(clause, frame);
      case ForStmt loop -> enterFor(loop, frame);
      case ForEachStmt loop -> enterForEach(loop, frame);
      case WhileStmt loop -> {
        sketch.loops.add(
            new Loop(loop, false, Optional.of(loop.getCondition()), loop.getBody(), place));
        Frame inside = new Frame(Frame.Kind.LOOP, loop, frame);
        pushAll(List.of(loop.getCondition(), loop.getBody()), inside);
      }
      case DoStmt loop -> {
        sketch.loops.add(
            new Loop(loop, false, Optional.of(loop.getCondition()), loop.getBody(), place));
        Frame inside = new Frame(Frame.Kind.LOOP, loop, frame);
        pushAll(List.of(loop.getBody(), loop.getCondition()), inside);
      }
      case IfStmt choice -> enterIf(choice, frame);
      case ConditionalExpr choice -> {
        Frame side = new Frame(Frame.Kind.BRANCH, choice, frame);
        push(choice.getElseExpr(), side);
        push(choice.getThenExpr(), side);
        push(choice.getCondition(), frame);
      }
      case SwitchEntry entry -> {
        Frame side = new Frame(Frame.Kind.BRANCH, entry, frame);
        pushAll(entry.getStatements(), side);
        entry.getGuard().ifPresent(guard -> push(guard, frame));
        pushAll(entry.getLabels(), frame);
      }
      case SynchronizedStmt guarded -> {
        sketch.synchronizeds.add(guarded);
        push(guarded.getBody(), new Frame(Frame.Kind.SYNCHRONIZED, guarded, frame));
        push(guarded.getExpression(), frame);
      }
      case LambdaExpr lambda -> enterLambda(lambda, frame);
      case ObjectCreationExpr creation -> {
        pushAll(creation.getArguments(), frame);
        creation.getScope().ifPresent(scope -> push(scope, frame));
      }
      case LocalClassDeclarationStmt _, LocalRecordDeclarationStmt _, Type _ -> {}
      default -> pushAll(node.getChildNodes(), frame);
    }
    sketch.placeOf.put(node, place);
  }

  private void leave(Node node, Frame frame) {
    switch (node) {
      case Expression expression -> {
        if (expression instanceof TypePatternExpr pattern) {
          declare(
              pattern.getNameAsString(),
              Variable.Sort.LOCAL,
              types.resolve(pattern.getType(), type),
              Optional.empty());
        } else {
          expressions.read(expression, frame);
        }
      }
      case VariableDeclarator variable -> declareLocal(variable);
      case ExplicitConstructorInvocationStmt chain ->
          sketch.calls.add(ExpressionReader.chain(chain, type, frame));
      case ThrowStmt thrown ->
          sketch.throwns.add(
              new Thrown(
                  thrown.getExpression(),
                  sketch.typeOf(thrown.getExpression()),
                  new Place(MethodSketch.line(thrown), frame)));
      case ReturnStmt returned ->
          sketch.returns.add(
              new Returned(
                  returned.getExpression(), new Place(MethodSketch.line(returned), frame)));
      default -> {}
    }
    sketch.decisionCount += decisions(node);
    if (opensScope(node)) {
      scopes.close();
    }
  }

  private static int decisions(Node node) {
    return switch (node) {
      case IfStmt _, ForStmt _, ForEachStmt _, WhileStmt _, DoStmt _ -> 1;
      case CatchClause _, ConditionalExpr _ -> 1;
      case SwitchEntry entry -> entry.isDefault() ? 0 : 1;
      case BinaryExpr binary ->
          switch (binary.getOperator()) {
            case AND, OR -> 1;
            default -> 0;
          };
      default -> 0;
    };
  }

  private static boolean opensScope(Node node) {
    return switch (node) {
      case BlockStmt _, ForStmt _, ForEachStmt _, TryStmt _, CatchClause _ -> true;
      case LambdaExpr _, SwitchEntry _ -> true;
      default -> false;
    };
  }

  private void enterTry(TryStmt tried, Frame frame) {
    Frame guarded = new Frame(Frame.Kind.TRY, tried, frame);
    tried
        .getFinallyBlock()
        .ifPresent(block -> push(block, new Frame(Frame.Kind.FINALLY, tried, frame)));
    pushAll(tried.getCatchClauses(), frame);
    push(tried.getTryBlock(), guarded);
    pushAll(tried.getResources(), guarded);
  }

  private void enterCatch(CatchClause clause, Frame frame) {
    Type caught = clause.getParameter().getType();
    List<JavaType> caughtTypes =
        caught instanceof UnionType union
            ? union.getElements().stream().map(t -> types.resolve(t, type)).toList()
            : List.of(types.resolve(caught, type));
    Variable variable =
        new Variable(
            clause.getParameter().getNameAsString(),
            Variable.Sort.CATCH_PARAMETER,
            caughtTypes.size() == 1 ? caughtTypes.getFirst() : JavaType.UNKNOWN,
            Optional.empty());
    scopes.declare(variable);
    clause
        .getParentNode()
        .filter(TryStmt.class::isInstance)
        .ifPresent(statement ->
            sketch.catches.add(
                new Catch(
                    clause,
                    (TryStmt) statement,
                    caughtTypes,
                    variable,
                    new Place(MethodSketch.line(clause), frame))));
    push(clause.getBody(), new Frame(Frame.Kind.CATCH, clause, frame));
  }

  private void enterFor(ForStmt loop, Frame frame) {
    Place place = new Place(MethodSketch.line(loop), frame);
    sketch.loops.add(new Loop(loop, false, loop.getCompare(), loop.getBody(), place));
    Frame inside = new Frame(Frame.Kind.LOOP, loop, frame);
    pushAll(loop.getUpdate(), inside);
    push(loop.getBody(), inside);
    loop.getCompare().ifPresent(condition -> push(condition, inside));
    pushAll(loop.getInitialization(), frame);
  }

  /// The variable comes after what is gone through, which tells its type where it says `var`.
  private void enterForEach(ForEachStmt loop, Frame frame) {
    Place place = new Place(MethodSketch.line(loop), frame);
    sketch.loops.add(new Loop(loop, true, Optional.empty(), loop.getBody(), place));
    Frame inside = new Frame(Frame.Kind.LOOP, loop, frame);
    push(loop.getBody(), inside);
    push(loop.getVariable(), inside);
    push(loop.getIterable(), frame);
  }

  private void enterIf(IfStmt choice, Frame frame) {
    Frame side = new Frame(Frame.Kind.BRANCH, choice, frame);
    choice.getElseStmt().ifPresent(other -> push(other, side));
    push(choice.getThenStmt(), side);
    push(choice.getCondition(), frame);
  }

  private void enterLambda(LambdaExpr lambda, Frame frame) {
    for (Parameter parameter : lambda.getParameters()) {
      scopes.declare(
          new Variable(
              parameter.getNameAsString(),
              Variable.Sort.LAMBDA_PARAMETER,
              types.resolve(parameter.getType(), type),
              Optional.empty()));
    }
    push(lambda.getBody(), new Frame(Frame.Kind.LAMBDA, lambda, frame));
  }

  private void declareLocal(VariableDeclarator variable) {
    JavaType declared = types.resolve(variable.getType(), type);
    if (FileTypes.isVar(variable.getType())) {
      declared =
          variable
              .getInitializer()
              .map(sketch::typeOf)
              .or(() -> iterated(variable).map(this::elementOf))
              .orElse(JavaType.UNKNOWN);
    }
    declare(variable.getNameAsString(), Variable.Sort.LOCAL, declared, variable.getInitializer());
  }

  private static Optional<Expression> iterated(VariableDeclarator variable) {
    return variable
        .getParentNode()
        .filter(VariableDeclarationExpr.class::isInstance)
        .flatMap(Node::getParentNode)
        .filter(ForEachStmt.class::isInstance)
        .map(loop -> ((ForEachStmt) loop).getIterable());
  }

  private JavaType elementOf(Expression iterable) {
    JavaType all = sketch.typeOf(iterable);
    if (all.dimensions() > 0) {
      return all.element();
    }
    return all.arguments().size() == 1 ? all.arguments().getFirst() : JavaType.UNKNOWN;
  }

  private void declare(
      String name, Variable.Sort sort, JavaType declared, Optional<Expression> initial) {
    scopes.declare(new Variable(name, sort, declared, initial));
  }

  /// Pushed in reverse: the first of the nodes is met first.
  private void pushAll(List<? extends Node> nodes, Frame frame) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      push(nodes.get(i), frame);
    }
  }

  private void push(Node node, Frame frame) {
    steps.push(new Step(node, frame, false));
  }
}
