package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;

/// The text of expressions that are names: `this.lock`, `a.b.C`, `size()`, a literal. Printing any
/// expression would cost as much as it is long, and a generated one can be as long as the file.
public final class NameText {
  private static final int MAX_PARTS = 12;

  private NameText() {}

  /// Empty for what is no name, and for one of more than a dozen parts.
  public static String of(Expression expression) {
    return of(expression, 0);
  }

  private static String of(Expression expression, int depth) {
    if (depth > MAX_PARTS) {
      return "";
    }
    return switch (MethodSketch.bare(expression)) {
      case NameExpr name -> name.getNameAsString();
      case ThisExpr _ -> "this";
      case FieldAccessExpr access ->
          joined(of(access.getScope(), depth + 1), access.getNameAsString());
      case MethodCallExpr call when call.getArguments().isEmpty() ->
          call.getScope().isEmpty()
              ? call.getNameAsString() + "()"
              : joined(of(call.getScope().get(), depth + 1), call.getNameAsString() + "()");
      case LiteralExpr literal -> literal(literal);
      default -> "";
    };
  }

  /// From the literal alone: to print itself, a node climbs to the root of its tree first, and the
  /// terms of a long sum, each as deep as it is far to the left, would climb over each other.
  private static String literal(LiteralExpr literal) {
    return switch (literal) {
      case TextBlockLiteralExpr block -> "\"\"\"\n" + block.getValue() + "\"\"\"";
      case StringLiteralExpr string -> '"' + string.getValue() + '"';
      case CharLiteralExpr character -> "'" + character.getValue() + "'";
      case LiteralStringValueExpr number -> number.getValue();
      case BooleanLiteralExpr truth -> Boolean.toString(truth.getValue());
      case NullLiteralExpr _ -> "null";
      default -> "";
    };
  }

  private static String joined(String scope, String name) {
    return scope.isEmpty() ? "" : scope + "." + name;
  }

  /// Whether both are the same name.
  public static boolean same(Expression one, Expression other) {
    String text = of(one);
    return !text.isEmpty() && text.equals(of(other));
  }
}
