package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.kenning.indexer.fact.symbol.DeclaredType;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Everything the rules ask of one method, in the order it stands there (what is inside an
/// expression before the expression). Made by [SketchWalk]; only read by rules.
public final class MethodSketch {
  private final MethodHead head;
  private final FileTypes types;
  private final FileMethods file;
  private final DeclaredType type;
  private final JavaType returnType;
  private final List<Variable> parameters;
  private final List<JavaType> declaredThrows;

  final List<Call> calls = new ArrayList<>();
  final List<Thrown> throwns = new ArrayList<>();
  final List<Catch> catches = new ArrayList<>();
  final List<Loop> loops = new ArrayList<>();
  final List<Write> writes = new ArrayList<>();
  final List<Read> reads = new ArrayList<>();
  final List<Returned> returns = new ArrayList<>();
  final List<SynchronizedStmt> synchronizeds = new ArrayList<>();
  final IdentityHashMap<Expression, JavaType> typeOf = new IdentityHashMap<>();
  final IdentityHashMap<Expression, Variable> variableOf = new IdentityHashMap<>();
  final IdentityHashMap<Expression, FieldReference> fieldOf = new IdentityHashMap<>();
  final IdentityHashMap<Node, Place> placeOf = new IdentityHashMap<>();
  int decisionCount;

  MethodSketch(
      MethodHead head,
      FileTypes types,
      FileMethods file,
      DeclaredType type,
      JavaType returnType,
      List<Variable> parameters,
      List<JavaType> declaredThrows) {
    this.head = head;
    this.types = types;
    this.file = file;
    this.type = type;
    this.returnType = returnType;
    this.parameters = List.copyOf(parameters);
    this.declaredThrows = List.copyOf(declaredThrows);
  }

  public MethodHead head() {
    return head;
  }

  /// The table of the file.
  public FileTypes types() {
    return types;
  }

  /// What else its file declares.
  public FileMethods file() {
    return file;
  }

  /// The type it is declared in.
  public DeclaredType type() {
    return type;
  }

  public JavaType returnType() {
    return returnType;
  }

  public List<Variable> parameters() {
    return parameters;
  }

  /// The types of the `throws` clause, in order.
  public List<JavaType> declaredThrows() {
    return declaredThrows;
  }

  public List<Call> calls() {
    return Collections.unmodifiableList(calls);
  }

  public List<Thrown> throwns() {
    return Collections.unmodifiableList(throwns);
  }

  public List<Catch> catches() {
    return Collections.unmodifiableList(catches);
  }

  public List<Loop> loops() {
    return Collections.unmodifiableList(loops);
  }

  public List<Write> writes() {
    return Collections.unmodifiableList(writes);
  }

  public List<Read> reads() {
    return Collections.unmodifiableList(reads);
  }

  public List<Returned> returns() {
    return Collections.unmodifiableList(returns);
  }

  public List<SynchronizedStmt> synchronizeds() {
    return Collections.unmodifiableList(synchronizeds);
  }

  /// Places where the way through the method parts: `if`, loops, cases, catch clauses, `?:`, `&&`,
  /// `||`.
  public int decisionCount() {
    return decisionCount;
  }

  /// The declared type of an expression of this method.
  public JavaType typeOf(Expression expression) {
    Expression at = expression;
    while (at instanceof EnclosedExpr enclosed) {
      at = enclosed.getInner();
    }
    return typeOf.getOrDefault(at, JavaType.UNKNOWN);
  }

  /// The local variable an expression is, if it is one.
  public Optional<Variable> variable(Expression expression) {
    return Optional.ofNullable(variableOf.get(bare(expression)));
  }

  /// The field an expression is, if it is one.
  public Optional<FieldReference> field(Expression expression) {
    return Optional.ofNullable(fieldOf.get(bare(expression)));
  }

  /// Where a call, a loop or a `throw` stands; the body for what was not gathered.
  public Optional<Place> place(Node node) {
    return Optional.ofNullable(placeOf.get(node));
  }

  /// Annotations of the declaration, in order.
  public List<AnnotationExpr> annotations() {
    return head.node().getAnnotations();
  }

  /// The first annotation with one of these simple names.
  public Optional<AnnotationExpr> annotation(Predicate<String> name) {
    return head.node().getAnnotations().stream()
        .filter(annotation -> name.test(annotation.getName().getIdentifier()))
        .findFirst();
  }

  /// Whether a variable occurs anywhere in `node`.
  public boolean mentions(Node node, Predicate<Variable> wanted) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(node);
    while (!open.isEmpty()) {
      Node next = open.pop();
      if (next instanceof NameExpr name) {
        Variable variable = variableOf.get(name);
        if (variable != null && wanted.test(variable)) {
          return true;
        }
      }
      next.getChildNodes().forEach(open::push);
    }
    return false;
  }

  /// Without parentheses and casts around it.
  public static Expression bare(Expression expression) {
    Expression at = expression;
    while (true) {
      switch (at) {
        case EnclosedExpr enclosed -> at = enclosed.getInner();
        case CastExpr cast -> at = cast.getExpression();
        default -> {
          return at;
        }
      }
    }
  }

  public static int line(Node node) {
    return node.getRange().map(range -> range.begin.line).orElse(1);
  }
}
