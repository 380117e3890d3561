package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.type.Type;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.link.CallTerms;
import dev.kenning.indexer.link.Expr;
import dev.kenning.indexer.link.LocalVariable;
import dev.kenning.indexer.link.WrittenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Turns expressions of one member into [Expr]s, and gathers those that call something. Types
/// inside expressions are handed to the [MemberWalk].
final class ExpressionWalk {
  /// Deeper than a person writes; what is below is left out.
  private static final int MAX_DEPTH = 400;

  private static final Expr.Typed NOTHING = new Expr.Typed("", List.of());

  private final MemberWalk members;
  private final OpenType type;
  private final String member;
  private final String returnType;
  private final Scopes scopes;
  private final TypeText text;
  private final Set<String> terms = new TreeSet<>();
  private final List<Expr> roots = new ArrayList<>();
  private List<Expr> sink = roots;
  private @Nullable List<Expr> returns; // null outside of lambdas
  private List<Expr> yields = new ArrayList<>();
  private int depth;

  /// @param member name of the member around, for the names of the types in it
  /// @param returnType what the member gives back, as written; empty if nothing
  ExpressionWalk(MemberWalk members, OpenType type, String member, String returnType) {
    this.members = members;
    this.returnType = returnType;
    this.type = type;
    this.member = member;
    this.scopes = members.scopes();
    this.text = members.text();
  }

  List<Expr> roots() {
    return roots;
  }

  Set<String> terms() {
    return terms;
  }

  OpenType type() {
    return type;
  }

  String member() {
    return member;
  }

  /// Evaluated for what it does.
  void root(Expression expression) {
    keep(read(expression));
  }

  void all(List<Expression> expressions) {
    expressions.forEach(this::root);
  }

  /// What a lambda or the method gives back.
  void returned(Expression expression) {
    List<Expr> ofLambda = returns;
    if (ofLambda == null) {
      keep(passed(read(expression), returnType));
    } else {
      ofLambda.add(read(expression));
    }
  }

  void yielded(Expression expression) {
    yields.add(read(expression));
  }

  private void keep(Expr expr) {
    if (calls(expr)) {
      sink.add(expr);
    }
  }

  void chained(Expr.Chain chain) {
    String term = MemberWalk.chainTerm(chain.self(), type);
    terms.add(term);
    terms.add(CallTerms.withArguments(term, chain.arguments().size()));
    sink.add(chain);
  }

  void chained(ExplicitConstructorInvocationStmt statement) {
    statement.getExpression().ifPresent(this::root);
    chained(new Expr.Chain(statement.isThis(), readAll(statement.getArguments()), line(statement)));
  }

  /// Whether anything in it is called.
  static boolean calls(Expr expr) {
    return switch (expr) {
      case Expr.Site _ -> true;
      case Expr.Typed typed -> any(typed.parts());
      case Expr.Member of -> calls(of.of());
      case Expr.Element element -> calls(element.of()) || any(element.parts());
      case Expr.Lambda lambda -> any(lambda.body()) || any(lambda.results());
      case Expr.Choice choice -> any(choice.options()) || any(choice.parts());
      case Expr.Arithmetic sum -> any(sum.operands());
      case Expr.Same same -> calls(same.first()) || any(same.parts());
      case Expr.Local _, Expr.Name _, Expr.This _, Expr.Super _, Expr.TypeName _ -> false;
    };
  }

  private static boolean any(List<Expr> all) {
    return all.stream().anyMatch(ExpressionWalk::calls);
  }

  private static List<Expr> calling(List<Expr> all) {
    return all.stream().filter(ExpressionWalk::calls).toList();
  }

  private List<Expr> readAll(List<? extends Expression> expressions) {
    List<Expr> all = new ArrayList<>(expressions.size());
    expressions.forEach(expression -> all.add(read(expression)));
    return all;
  }

  Expr read(Expression expression) {
    if (depth >= MAX_DEPTH) {
      return NOTHING;
    }
    depth++;
    try {
      return readHere(expression);
    } finally {
      depth--;
    }
  }

  private Expr readHere(Expression expression) {
    return switch (expression) {
      case NameExpr name -> named(name.getNameAsString());
      case FieldAccessExpr access ->
          new Expr.Member(read(access.getScope()), access.getNameAsString());
      case MethodCallExpr call -> call(call);
      case ObjectCreationExpr creation -> creation(creation);
      case MethodReferenceExpr reference -> reference(reference);
      case LambdaExpr lambda -> lambda(lambda);
      case EnclosedExpr enclosed -> read(enclosed.getInner());
      case CastExpr cast -> typed(text.of(cast.getType()), List.of(cast.getExpression()));
      case ThisExpr self -> new Expr.This(self.getTypeName().map(n -> n.asString()).orElse(""));
      case SuperExpr above -> new Expr.Super(above.getTypeName().map(n -> n.asString()).orElse(""));
      case BinaryExpr binary -> binary(binary);
      case UnaryExpr unary -> unary(unary);
      case AssignExpr assignment ->
          new Expr.Same(
              read(assignment.getTarget()), calling(List.of(read(assignment.getValue()))));
      case ConditionalExpr choice -> {
        Expr condition = read(choice.getCondition());
        List<Expr> options = List.of(read(choice.getThenExpr()), read(choice.getElseExpr()));
        yield new Expr.Choice(options, calling(List.of(condition)));
      }
      case SwitchExpr choice -> choice(choice);
      case ArrayAccessExpr access ->
          new Expr.Element(read(access.getName()), calling(List.of(read(access.getIndex()))));
      case ArrayCreationExpr array -> array(array);
      case ArrayInitializerExpr values -> typed("", values.getValues());
      case InstanceOfExpr test -> {
        Expr tested = read(test.getExpression());
        test.getPattern().ifPresent(this::pattern);
        yield new Expr.Typed("boolean", calling(List.of(tested)));
      }
      case ClassExpr literal ->
          new Expr.Typed("Class<" + text.of(literal.getType()) + ">", List.of());
      case StringLiteralExpr _, TextBlockLiteralExpr _ -> new Expr.Typed("String", List.of());
      case BooleanLiteralExpr _ -> new Expr.Typed("boolean", List.of());
      case IntegerLiteralExpr _ -> new Expr.Typed("int", List.of());
      case LongLiteralExpr _ -> new Expr.Typed("long", List.of());
      case CharLiteralExpr _ -> new Expr.Typed("char", List.of());
      case DoubleLiteralExpr number ->
          new Expr.Typed(
              number.getValue().toLowerCase(java.util.Locale.ROOT).endsWith("f")
                      && !number.getValue().startsWith("0x")
                  ? "float"
                  : "double",
              List.of());
      case NullLiteralExpr _ -> new Expr.Typed("null", List.of());
      case TypeExpr named -> typeName(named.getType());
      case VariableDeclarationExpr declaration -> {
        declaration.getVariables().forEach(this::variable);
        yield NOTHING;
      }
      case PatternExpr pattern -> {
        pattern(pattern);
        yield NOTHING;
      }
      default -> NOTHING;
    };
  }

  private Expr named(String name) {
    LocalVariable variable = scopes.variable(name);
    return variable == null ? new Expr.Name(name) : new Expr.Local(variable);
  }

  private Expr typed(String as, List<? extends Expression> parts) {
    return new Expr.Typed(as, calling(readAll(parts)));
  }

  private Expr call(MethodCallExpr call) {
    Optional<Expr> on = call.getScope().map(this::read);
    String name = call.getNameAsString();
    List<Expr> arguments = readAll(call.getArguments());
    String term = CallTerms.ofMethod(name);
    terms.add(term);
    terms.add(CallTerms.withArguments(term, arguments.size()));
    return new Expr.Call(on, name, arguments, line(call.getName()));
  }

  private Expr creation(ObjectCreationExpr creation) {
    Optional<Expr> outer = creation.getScope().map(this::read);
    List<Expr> arguments = readAll(creation.getArguments());
    String made = text.of(creation.getType());
    String term = CallTerms.ofConstructor(creation.getType().getNameAsString());
    terms.add(term);
    terms.add(CallTerms.withArguments(term, arguments.size()));
    if (creation.getAnonymousClassBody().isPresent()) {
      members.anonymous(creation, type, member);
    }
    return new Expr.New(outer, made, arguments, line(creation));
  }

  private Expr reference(MethodReferenceExpr reference) {
    Expr on = read(reference.getScope());
    String name = reference.getIdentifier();
    String term =
        name.equals("new") && on instanceof Expr.TypeName made
            ? CallTerms.ofConstructor(WrittenType.simpleName(made.type()))
            : CallTerms.ofMethod(name);
    terms.add(term);
    terms.add(CallTerms.handedOn(term));
    return new Expr.Reference(on, name, line(reference));
  }

  /// Before `::` a variable looks like a type.
  private Expr typeName(Type named) {
    LocalVariable variable = scopes.variable(named.asString());
    return variable == null ? new Expr.TypeName(text.of(named)) : new Expr.Local(variable);
  }

  private Expr lambda(LambdaExpr lambda) {
    List<LocalVariable> parameters = new ArrayList<>();
    scopes.open();
    for (Parameter parameter : lambda.getParameters()) {
      String written = FileTypes.isVar(parameter.getType()) ? "" : members.parameterType(parameter);
      LocalVariable variable =
          written.isEmpty() ? LocalVariable.ofLambda() : LocalVariable.declared(written);
      parameters.add(variable);
      scopes.declare(parameter.getNameAsString(), variable);
    }
    List<Expr> outerSink = sink;
    @Nullable List<Expr> outerReturns = returns;
    List<Expr> body = new ArrayList<>();
    List<Expr> results = new ArrayList<>();
    sink = body;
    returns = results;
    boolean nothing;
    boolean something;
    if (lambda.getExpressionBody().isPresent()) {
      Expression only = lambda.getExpressionBody().get();
      results.add(read(only));
      something = true;
      nothing =
          switch (only) {
            case MethodCallExpr _, ObjectCreationExpr _, AssignExpr _ -> true;
            case UnaryExpr unary -> changes(unary);
            default -> false;
          };
    } else {
      BlockStmt block = (BlockStmt) lambda.getBody();
      new StatementWalk(members, this).block(block);
      something = !results.isEmpty() || endsByThrowing(block);
      nothing = results.isEmpty();
    }
    sink = outerSink;
    returns = outerReturns;
    scopes.close();
    return new Expr.Lambda(parameters, results, body, nothing, something);
  }

  private static boolean changes(UnaryExpr unary) {
    return switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> false;
    };
  }

  private static boolean endsByThrowing(BlockStmt block) {
    return block.getStatements().getLast().filter(ThrowStmt.class::isInstance).isPresent();
  }

  private Expr choice(SwitchExpr choice) {
    Expr selector = read(choice.getSelector());
    List<Expr> outerSink = sink;
    List<Expr> outerYields = yields;
    List<Expr> body = new ArrayList<>(calling(List.of(selector)));
    List<Expr> results = new ArrayList<>();
    sink = body;
    yields = results;
    StatementWalk statements = new StatementWalk(members, this);
    choice
        .getEntries()
        .forEach(entry ->
            statements.entry(
                entry,
                statement -> {
                  if (statement instanceof ExpressionStmt only) {
                    results.add(read(only.getExpression()));
                    return true;
                  }
                  return false;
                }));
    sink = outerSink;
    yields = outerYields;
    return new Expr.Choice(results, body);
  }

  private Expr array(ArrayCreationExpr array) {
    List<Expr> parts = new ArrayList<>();
    array.getLevels().forEach(level -> level.getDimension().ifPresent(d -> parts.add(read(d))));
    array.getInitializer().ifPresent(values -> parts.add(read(values)));
    return new Expr.Typed(
        text.of(array.getElementType()) + "[]".repeat(array.getLevels().size()), calling(parts));
  }

  private Expr unary(UnaryExpr unary) {
    Expr operand = read(unary.getExpression());
    return switch (unary.getOperator()) {
      case LOGICAL_COMPLEMENT -> new Expr.Typed("boolean", calling(List.of(operand)));
      case PLUS, MINUS, BITWISE_COMPLEMENT -> new Expr.Arithmetic(false, List.of(operand));
      default -> new Expr.Same(operand, List.of());
    };
  }

  /// Long sums and conditions lean to the left: gone down in a loop, and kept flat.
  private Expr binary(BinaryExpr binary) {
    List<BinaryExpr> down = new ArrayList<>();
    Expression at = binary;
    while (at instanceof BinaryExpr inner) {
      down.add(inner);
      at = inner.getLeft();
    }
    Operands open = new Operands(read(at));
    for (BinaryExpr next : down.reversed()) {
      open.add(next.getOperator(), read(next.getRight()));
    }
    return open.close();
  }

  /// What operators that follow each other have for operands.
  private static final class Operands {
    private enum Sort {
      NONE,
      SUM,
      ARITHMETIC,
      SHIFT,
      CONDITION
    }

    private Sort sort = Sort.NONE;
    private List<Expr> operands = new ArrayList<>();

    Operands(Expr first) {
      operands.add(first);
    }

    void add(BinaryExpr.Operator operator, Expr right) {
      Sort next =
          switch (operator) {
            case PLUS -> Sort.SUM;
            case MINUS, MULTIPLY, DIVIDE, REMAINDER, BINARY_AND, BINARY_OR, XOR -> Sort.ARITHMETIC;
            case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> Sort.SHIFT;
            default -> Sort.CONDITION;
          };
      if (next != sort) {
        Expr before = close();
        operands = new ArrayList<>();
        operands.add(before);
        sort = next;
      }
      if (next != Sort.CONDITION || calls(right)) {
        operands.add(right);
      }
    }

    Expr close() {
      return switch (sort) {
        case NONE -> operands.getFirst();
        case SUM -> new Expr.Arithmetic(true, operands);
        case ARITHMETIC -> new Expr.Arithmetic(false, operands);
        case SHIFT ->
            new Expr.Same(
                new Expr.Arithmetic(false, List.of(operands.getFirst())),
                calling(operands.subList(1, operands.size())));
        case CONDITION -> new Expr.Typed("boolean", calling(operands));
      };
    }
  }

  void variable(VariableDeclarator declared) {
    Optional<Expr> initial = declared.getInitializer().map(this::read);
    LocalVariable variable;
    if (FileTypes.isVar(declared.getType())) {
      variable = initial.map(LocalVariable::initialized).orElseGet(LocalVariable::unknown);
      if (initial.filter(ExpressionWalk::calls).isPresent()) {
        sink.add(new Expr.Local(variable));
      }
    } else {
      variable = LocalVariable.declared(text.of(declared.getType()));
      initial.ifPresent(value -> keep(passed(value, text.of(declared.getType()))));
    }
    scopes.declare(declared.getNameAsString(), variable);
  }

  /// A lambda or reference says nothing of its parameters; what it is stored or given back as does.
  private static Expr passed(Expr value, String as) {
    return isFunction(value) ? new Expr.Typed(as, List.of(value)) : value;
  }

  private static boolean isFunction(Expr value) {
    return switch (value) {
      case Expr.Lambda _, Expr.Reference _ -> true;
      case Expr.Choice choice -> choice.options().stream().anyMatch(ExpressionWalk::isFunction);
      default -> false;
    };
  }

  /// The variable of a loop over elements.
  void elementOf(Expression iterable, VariableDeclarator declared) {
    Expr through = read(iterable);
    LocalVariable variable;
    if (FileTypes.isVar(declared.getType())) {
      variable = LocalVariable.iterated(through);
      if (calls(through)) {
        sink.add(new Expr.Local(variable));
      }
    } else {
      variable = LocalVariable.declared(text.of(declared.getType()));
      keep(through);
    }
    scopes.declare(declared.getNameAsString(), variable);
  }

  void pattern(PatternExpr pattern) {
    switch (pattern) {
      case TypePatternExpr typed ->
          scopes.declare(
              typed.getNameAsString(),
              FileTypes.isVar(typed.getType())
                  ? LocalVariable.unknown()
                  : LocalVariable.declared(text.of(typed.getType())));
      case RecordPatternExpr parts -> parts.getPatternList().forEach(this::componentPattern);
      default -> {}
    }
  }

  private void componentPattern(Node component) {
    if (component instanceof PatternExpr pattern) {
      pattern(pattern);
    }
  }

  static int line(Node node) {
    return node.getRange().map(range -> range.begin.line).orElse(1);
  }
}
