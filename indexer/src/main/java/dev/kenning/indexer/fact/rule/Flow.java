package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.kenning.indexer.fact.sketch.NameText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// Where control goes after a statement, told from its shape alone.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class Flow {
  private static final int MAX_DEPTH = 200;

  private Flow() {}

  /// Whether what follows a statement in the same round of a loop, or the loop's next round, can be
  /// reached from it: not if it always returns, throws or breaks. A `continue` does go on.
  static boolean goesOn(Statement statement) {
    return goesOn(statement, 0);
  }

  private static boolean goesOn(Statement statement, int depth) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    return switch (statement) {
      case ReturnStmt _, ThrowStmt _, BreakStmt _ -> false;
      case BlockStmt block -> blockGoesOn(block.getStatements(), depth);
      case IfStmt choice ->
          goesOn(choice.getThenStmt(), depth + 1)
              || choice.getElseStmt().map(other -> goesOn(other, depth + 1)).orElse(true);
      case SynchronizedStmt guarded -> goesOn(guarded.getBody(), depth + 1);
      case LabeledStmt labeled -> goesOn(labeled.getStatement(), depth + 1);
      case TryStmt tried ->
          (goesOn(tried.getTryBlock(), depth + 1)
                  || tried.getCatchClauses().stream()
                      .anyMatch(clause -> goesOn(clause.getBody(), depth + 1)))
              && tried.getFinallyBlock().map(block -> goesOn(block, depth + 1)).orElse(true);
      case ExpressionStmt expression -> !exits(expression.getExpression());
      default -> true;
    };
  }

  private static boolean exits(Expression expression) {
    return expression instanceof MethodCallExpr call
        && call.getNameAsString().equals("exit")
        && call.getScope().filter(scope -> NameText.of(scope).equals("System")).isPresent();
  }

  private static boolean blockGoesOn(List<Statement> statements, int depth) {
    for (Statement statement : statements) {
      if (statement instanceof ContinueStmt
          || (statement instanceof IfStmt choice && continues(choice))) {
        return true; // one way at least leads into the next round
      }
      if (!goesOn(statement, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean continues(IfStmt choice) {
    return find(choice, ContinueStmt.class::isInstance);
  }

  /// Whether a body does nothing but throw.
  static boolean onlyThrows(BlockStmt body) {
    return body.getStatements().size() == 1 && body.getStatement(0).isThrowStmt();
  }

  /// Whether a way leads out of the loop: a `return`, or a `break` that belongs to it, somewhere in
  /// `part`. Lambdas, inner classes, and for `break` inner loops and switches, are other places.
  static boolean leavesLoop(Node part) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(part);
    while (!open.isEmpty()) {
      Node node = open.pop();
      switch (node) {
        case ReturnStmt _ -> {
          return true;
        }
        case BreakStmt stop -> {
          if (stop.getLabel().isPresent() || belongs(stop, part)) {
            return true;
          }
        }
        case LambdaExpr _, BodyDeclaration<?> _ -> {}
        default -> node.getChildNodes().forEach(open::push);
      }
    }
    return false;
  }

  private static boolean belongs(Node stop, Node part) {
    Node at = stop;
    while (at != part) {
      at = at.getParentNode().orElse(part);
      switch (at) {
        case ForStmt _, ForEachStmt _, WhileStmt _, DoStmt _, SwitchStmt _ -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  /// Whether a node below `root`, lambdas and inner classes apart, is wanted.
  static boolean find(Node root, Predicate<Node> wanted) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (wanted.test(node)) {
        return true;
      }
      if (!(node instanceof LambdaExpr) && !(node instanceof BodyDeclaration<?>)) {
        node.getChildNodes().forEach(open::push);
      }
    }
    return false;
  }
}
