package dev.kenning.indexer.fact.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "this",
        "this.lock",
        "a.b.C",
        "size()",
        "a.b().c",
        "0",
        "1_000L",
        "0x1fL",
        "1.5e3",
        "'x'",
        "'\\n'",
        "\"text \\\" with signs\\t\"",
        "true",
        "false",
        "null"
      })
  void aNameIsToldAsItIsWritten(String source) {
    assertThat(NameText.of(expression(source))).isEqualTo(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a + b", "call(1)", "a[0].b", "new A()", "f(x).y", "-1", "a ? b : c"})
  void whatIsNoNameHasNoText(String source) {
    assertThat(NameText.of(expression(source))).isEmpty();
  }

  @Test
  void bracketsCastsAndCommentsAreNoPartOfAName() {
    assertThat(NameText.of(expression("((long) (this.size))"))).isEqualTo("this.size");
    assertThat(NameText.of(expression("/* for ever */ 0"))).isEqualTo("0");
  }

  @Test
  void oneTextBlockIsNotAnother() {
    Expression some = new TextBlockLiteralExpr("  some");
    assertThat(NameText.same(some, new TextBlockLiteralExpr("  some"))).isTrue();
    assertThat(NameText.same(some, new TextBlockLiteralExpr("  other"))).isFalse();
    assertThat(NameText.same(some, new StringLiteralExpr("  some"))).isFalse();
  }

  /// `0 + 0 + 0 + …` is a tree as deep as it has terms.
  @Test
  void theTermsOfALongSumAreToldWithoutClimbingIt() {
    AtomicLong steps = new AtomicLong();
    List<Expression> terms = new ArrayList<>();
    Expression sum = term(terms);
    for (int i = 1; i < 2_000; i++) {
      sum = new CountedSum(sum, term(terms), steps);
    }
    long before = steps.get();
    for (Expression term : terms) {
      assertThat(NameText.of(term)).isEqualTo("0");
    }
    assertThat(steps.get() - before).isLessThanOrEqualTo(terms.size());
  }

  private static Expression term(List<Expression> terms) {
    Expression term = new IntegerLiteralExpr("0");
    terms.add(term);
    return term;
  }

  private static Expression expression(String source) {
    return StaticJavaParser.parseExpression(source);
  }

  /// Counts how often it is asked what it stands in.
  private static final class CountedSum extends BinaryExpr {
    private final AtomicLong steps;

    CountedSum(Expression left, Expression right, AtomicLong steps) {
      this.steps = steps; // which making the tree asks for
      super(left, right, Operator.PLUS);
    }

    @Override
    public Optional<Node> getParentNode() {
      steps.incrementAndGet();
      return super.getParentNode();
    }
  }
}
