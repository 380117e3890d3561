package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Returned;
import java.util.ArrayList;
import java.util.List;

/// What an expression can come down to, and what a method gives back.
final class Outcomes {
  private Outcomes() {}

  /// The sides of `?:` and of a `switch`, without parentheses and casts; the expression itself if
  /// it is none of these.
  static List<Expression> of(Expression value) {
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

  /// The method's own `return` statements, those of its lambdas left out.
  static List<Returned> returns(MethodSketch method) {
    return method.returns().stream().filter(returned -> !returned.place().deferred()).toList();
  }
}
