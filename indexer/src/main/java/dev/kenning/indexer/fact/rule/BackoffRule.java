package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import java.util.Optional;
import java.util.Set;

/// `backs-off`: a pause (a sleep, a timed wait, a delayed task) whose length grows: it is a
/// variable that is multiplied, shifted, doubled or added to in this method, or an expression that
/// multiplies or shifts by a variable that is counted up here or was passed in, or takes a power.
///
/// Misses growth in another method (`sleep(backoff.next())`), and a pause that is only random.
final class BackoffRule implements FactRule {
  private static final Set<String> TIMED =
      Set.of("wait", "await", "awaitNanos", "poll", "schedule", "parkNanos", "delay");
  private static final Set<String> GROWING = Set.of("multipliedBy", "plus", "pow", "scalb");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      boolean timed =
          call.isMethod()
              && (SleepRule.isSleep(call, method) || TIMED.contains(call.name()))
              && !call.arguments().isEmpty();
      if (timed && call.arguments().stream().anyMatch(length -> grows(method, length, call))) {
        facts.add(FactKind.BACKS_OFF, call.place());
      }
    }
  }

  private static boolean grows(MethodSketch method, Expression length, Call pause) {
    if (isNamedBackoff(length) || growsByItself(method, length, pause)) {
      return true;
    }
    boolean[] found = {false};
    length.walk(
        NameExpr.class,
        name -> {
          Optional<Variable> variable = method.variable(name);
          found[0] |=
              variable.isPresent()
                  && (isGrown(method, variable.get(), pause)
                      || variable
                          .get()
                          .initial()
                          .filter(initial ->
                              growsByItself(method, initial, pause) || isNamedBackoff(initial))
                          .isPresent());
          found[0] |=
              method.field(name).isPresent()
                  && method.writes().stream()
                      .anyMatch(write ->
                          write.target() instanceof Write.Target.OfField target
                              && target.field().name().equals(name.getNameAsString())
                              && isGrowth(write, name.getNameAsString()));
        });
    return found[0];
  }

  private static boolean isNamedBackoff(Expression length) {
    return Flow.find(
        length,
        node ->
            node instanceof MethodCallExpr call
                && call.getNameAsString().toLowerCase(java.util.Locale.ROOT).contains("backoff"));
  }

  /// `1000 << attempt`, `pause * attempt`, `Math.pow(2, attempt)`, with an attempt that is counted.
  private static boolean growsByItself(MethodSketch method, Expression length, Call pause) {
    return Flow.find(
        length,
        node ->
            switch (node) {
              case BinaryExpr binary ->
                  switch (binary.getOperator()) {
                    case MULTIPLY, LEFT_SHIFT -> mentionsCounted(method, binary, pause);
                    default -> false;
                  };
              case MethodCallExpr call ->
                  (call.getNameAsString().equals("pow")
                          || call.getNameAsString().equals("multipliedBy"))
                      && call.getArguments().stream()
                          .anyMatch(argument -> mentionsCounted(method, argument, pause));
              default -> false;
            });
  }

  private static boolean mentionsCounted(MethodSketch method, Node node, Call pause) {
    return method.mentions(
        node,
        variable ->
            (isCountName(variable.name()) && variable.isParameter())
                || (pause.place().inLoop()
                    && method.writes().stream()
                        .anyMatch(write ->
                            write.compound()
                                && write.target() instanceof Write.Target.OfVariable target
                                && target.variable() == variable)));
  }

  private static boolean isCountName(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return lower.contains("attempt")
        || lower.contains("retr")
        || lower.contains("tries")
        || lower.contains("failure");
  }

  private static boolean isGrown(MethodSketch method, Variable variable, Call pause) {
    return pause.place().inLoop()
        && method.writes().stream()
            .anyMatch(write ->
                write.target() instanceof Write.Target.OfVariable target
                    && target.variable() == variable
                    && write.place().inLoop()
                    && (isGrowth(write, variable.name()) || computesGrowth(method, write, pause)));
  }

  private static boolean computesGrowth(MethodSketch method, Write write, Call pause) {
    return !write.compound()
        && write
            .value()
            .filter(value -> growsByItself(method, value, pause) || isNamedBackoff(value))
            .isPresent();
  }

  /// `p *= 2`, `p <<= 1`, `p += step`, `p = Math.min(p * 2, max)`, `p = p.multipliedBy(2)`.
  private static boolean isGrowth(Write write, String name) {
    if (write.node() instanceof AssignExpr assign) {
      return switch (assign.getOperator()) {
        case MULTIPLY, LEFT_SHIFT, PLUS -> true;
        case ASSIGN ->
            Flow.find(
                assign.getValue(),
                node ->
                    switch (node) {
                      case BinaryExpr binary ->
                          switch (binary.getOperator()) {
                            case MULTIPLY, LEFT_SHIFT, PLUS -> mentions(binary, name);
                            default -> false;
                          };
                      case MethodCallExpr call ->
                          GROWING.contains(call.getNameAsString()) && mentions(call, name);
                      default -> false;
                    });
        default -> false;
      };
    }
    return false;
  }

  private static boolean mentions(Node node, String name) {
    return Flow.find(
        node, part -> part instanceof NameExpr found && found.getNameAsString().equals(name));
  }
}
