package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `backs-off`: a pause (a sleep, a timed wait, a delayed task) whose length grows: it is a
/// variable that is multiplied, shifted, doubled or added to in this method, or an expression that
/// multiplies or shifts by a variable that is counted up here or was passed in, or takes a power;
/// or it asks for the next pause by a call that is named so, `backoff.next()`, `getDelay(attempt)`.
/// Also a method that computes such a pause, `long delay(int attempt)`, told by its name.
///
/// Counting down what is left to wait is none, `sleep(end - now)`, nor is a maximum, a first or a
/// total pause, a change of units, `delay *= 1000`, a product that is computed anew from what is no
/// count, and a pause that is only random or kept in a configuration, whatever it is called. Misses
/// growth in methods of other names.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class BackoffRule implements FactRule {
  private static final Set<String> TIMED =
      Set.of("wait", "await", "awaitNanos", "poll", "schedule", "parkNanos", "delay");
  private static final Set<String> GROWING = Set.of("multipliedBy", "plus", "pow", "scalb");

  /// What computes the next pause of a series, or takes it.
  private static final Pattern BACKING_OFF =
      Pattern.compile(
          "back[oO]ff(?:And\\w+)?|sleepBackoff|nextBackOff\\w*|nextBackoff\\w*"
              + "|(?:get|compute|calculate|calc)(?!\\w*(?:Max|Min|Initial|Default|Base|First))(?:Next)?"
              + "(?:\\p{Upper}\\w*)?Back[oO]ff(?:Delay|Time|Millis|Ms)?");

  /// `getRetryBackoff()` of a configuration is the same each time.
  private static final Pattern KEPT_PAUSE =
      Pattern.compile("get(?!Next).*|(?!next|comp|calc).*(?:Ms|Millis)");

  private static final Pattern PAUSE_GETTERS =
      Pattern.compile(
          "(?:get|compute|calculate)(?:Next)?(?:Pause|Sleep|Wait|Delay)(?:Time|Millis|Ms)?");
  private static final Pattern COMPUTED = Pattern.compile("\\w*[eE]xponential\\w*");
  private static final Pattern NEXT_PAUSE =
      Pattern.compile(
          "next\\w*|(?:get|compute|calculate)?(?:Next|next)?(?:Delay|delay|Sleep|Wait|Interval)\\w*|backoff");

  private static final Pattern WAITING =
      Pattern.compile(
          "\\w*(?:[wW]ait|[dD]elay|[sS]leep|[pP]ause|[iI]nterval|[dD]uration|[mM]illis)\\w*");

  /// Variables that hold a pause.
  private static final Pattern PAUSE_NAMES =
      Pattern.compile(
          "(?i)\\w*(?:backoff|delay|sleep|pause|retry\\w*(?:ms|millis)|interval_?(?:ms|millis))\\w*");

  /// A pause that is kept somewhere: it does not grow by itself.
  private static final Pattern CONSTANT =
      Pattern.compile("get\\w*(?:Period|Interval|Max\\w*|Min\\w*)");

  private static final Pattern PAUSES =
      Pattern.compile(
          "(?i)\\w*(?:backoff|delay|sleep|pause|interval|wait|exponential(?:time|delay))\\w*");

  /// A limit of pauses is none, though it be computed: `calculateMaxWait`.
  private static final Pattern MAXIMA =
      Pattern.compile(
          "(?:\\w*[a-z])?(?:[mM]ax(?:imum)?|[mM]in(?:imum)?|[iI]nitial|[fF]irst|[tT]otal)(?:\\p{Upper}\\w*)?");

  /// From so many on a factor rather changes the unit: 24, 60, 1000.
  private static final int UNITS = 24;

  /// A constant factor of units.
  private static final Pattern UNIT_FACTORS =
      Pattern.compile("\\w*(?:MILLI|NANO|MICRO|SECOND|MINUTE|HOUR|_MS|_NS)\\w*");

  /// Words of a time, by which `retryDelay` counts no retries.
  private static final Pattern TIMES =
      Pattern.compile(".*(?:delay|between|wait|sleep|pause|interval|time|millis|backoff).*");

  private static final Pattern NEW =
      Pattern.compile("(?i)_?(?:next|new|updated|increased|grown)\\w*");

  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

  private static boolean isBackoffName(String name) {
    return name.toLowerCase(Locale.ROOT).contains("backoff");
  }

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      boolean timed =
          call.isMethod()
              && (SleepRule.isSleep(call, method)
                  || (TIMED.contains(call.name()) && !takesCount(call)))
              && !call.arguments().isEmpty();
      if (timed && call.arguments().stream().anyMatch(length -> grows(method, length, call))) {
        facts.add(FactKind.BACKS_OFF, call.place());
      } else if (call.isMethod()
          && !call.name().equals("backoff")
          && (BACKING_OFF.matcher(call.name()).matches()
              || (call.arguments().size() >= 3 && PAUSE_GETTERS.matcher(call.name()).matches()))
          && call.argument(0).filter(Expression::isLiteralExpr).isEmpty()
          && !isKept(method, call)) {
        facts.add(FactKind.BACKS_OFF, "", Resolution.BY_NAME, call.place());
      }
    }
    method.head().body().ifPresent(body -> addGrown(method, body, facts));
    method.writes().stream()
        .filter(write ->
            PAUSE_NAMES.matcher(targetName(write)).matches()
                && ((isMultiplied(write) && goesOn(method, write))
                    || isMultipliedBefore(method, write)))
        .forEach(write -> facts.add(FactKind.BACKS_OFF, "", Resolution.BY_NAME, write.place()));
    if (isPause(method.head().name()) && isTime(method.returnType())) {
      method.returns().stream()
          .filter(returned ->
              returned
                  .value()
                  .filter(value -> isComputed(method, value) && !isMaximum(method, value))
                  .isPresent())
          .forEach(returned -> facts.add(FactKind.BACKS_OFF, returned.place()));
    }
  }

  private static void addGrown(MethodSketch method, Node body, FactSink facts) {
    body.walk(node -> {
      if (setsGrown(node)) {
        facts.add(FactKind.BACKS_OFF, "", Resolution.BY_NAME, MethodSketch.line(node), false);
      }
    });
    boolean retries =
        method.calls().stream()
            .anyMatch(call -> call.name().toLowerCase(Locale.ROOT).startsWith("retry"));
    if (retries) {
      method.writes().stream()
          .filter(write ->
              write.target() instanceof Write.Target.OfField
                  && PAUSES.matcher(targetName(write)).matches()
                  && isMultiplied(write))
          .forEach(write -> facts.add(FactKind.BACKS_OFF, "", Resolution.BY_NAME, write.place()));
    }
  }

  /// `config.getRetryBackoff()`: by a getter without arguments that is not seen to compute it.
  private static boolean isKept(MethodSketch method, Call call) {
    return call.arguments().isEmpty()
        && KEPT_PAUSE.matcher(call.name()).matches()
        && method.file().called(call).stream().allMatch(getter -> getter.calls().isEmpty());
  }

  private static boolean isKept(MethodSketch method, MethodCallExpr node) {
    return method.calls().stream()
        .filter(call -> call.node() == node)
        .anyMatch(call -> isKept(method, call));
  }

  /// `backoff.getDurationToWait(tries)`
  private static boolean asksBackoff(MethodCallExpr call) {
    return call.getScope().filter(scope -> isBackoffName(NameText.of(scope))).isPresent()
        && (NEXT_PAUSE.matcher(call.getNameAsString()).matches()
            || (!call.getArguments().isEmpty()
                && WAITING.matcher(call.getNameAsString()).matches()));
  }

  /// `delay = first * Math.pow(factor, attempts - 1)`, `delay = base << attempt`, and `nextDelay =
  /// delay * 2`, of what is called a pause.
  private static boolean setsGrown(Node node) {
    return switch (node) {
      case VariableDeclarator variable ->
          variable
              .getInitializer()
              .filter(value -> isGrownPause(variable.getNameAsString(), value))
              .isPresent();
      case AssignExpr assign ->
          assign.getOperator() == AssignExpr.Operator.ASSIGN
              && isGrownPause(
                  LockRule.lastName(Optional.of(assign.getTarget())), assign.getValue());
      default -> false;
    };
  }

  private static boolean isGrownPause(String name, Expression value) {
    return PAUSES.matcher(name).matches()
        && !MAXIMA.matcher(name).matches()
        && (growsByAttempts(value) || (NEW.matcher(name).matches() && doubles(value)));
  }

  private static boolean growsByAttempts(Expression value) {
    return Flow.find(
        value,
        node ->
            switch (node) {
              case BinaryExpr binary ->
                  (binary.getOperator() == BinaryExpr.Operator.LEFT_SHIFT
                          || binary.getOperator() == BinaryExpr.Operator.MULTIPLY)
                      && namesAttempts(binary);
              case MethodCallExpr call ->
                  call.getNameAsString().equals("pow")
                      && call.getArguments().size() == 2
                      && namesAttempts(call.getArgument(1));
              default -> false;
            });
  }

  /// `Math.min(delay * 2, most)`
  private static boolean doubles(Expression value) {
    return Flow.find(
        value,
        node ->
            node instanceof BinaryExpr binary
                && (binary.getOperator() == BinaryExpr.Operator.LEFT_SHIFT
                    || binary.getOperator() == BinaryExpr.Operator.MULTIPLY)
                && PAUSES.matcher(LockRule.lastName(Optional.of(binary.getLeft()))).matches()
                && !isUnit(binary.getRight()));
  }

  private static boolean namesAttempts(Node node) {
    return Flow.find(
        node, part -> part instanceof NameExpr name && isCountName(name.getNameAsString()));
  }

  /// Whether what is multiplied was there before: kept in a field, passed in, or from the round
  /// before.
  private static boolean goesOn(MethodSketch method, Write write) {
    return switch (write.target()) {
      case Write.Target.OfField _ -> true;
      case Write.Target.OfVariable target ->
          write.place().inLoop()
              || target.variable().isParameter()
              || target
                  .variable()
                  .initial()
                  .filter(
                      initial -> method.field(initial).isPresent() || initial.isMethodCallExpr())
                  .isPresent();
      default -> false;
    };
  }

  /// `delay *= 2`, `delay = delay == null ? first : delay * 2`: not grown by a step.
  private static boolean isMultiplied(Write write) {
    String name = targetName(write);
    if (name.isEmpty() || !(write.node() instanceof AssignExpr assign)) {
      return false;
    }
    return switch (assign.getOperator()) {
      case MULTIPLY -> !isUnit(assign.getValue());
      case LEFT_SHIFT -> true;
      case ASSIGN -> multiplies(assign.getValue(), name);
      default -> false;
    };
  }

  /// `1000`, `60L`, `MILLIS_PER_SECOND`.
  private static boolean isUnit(Expression factor) {
    return switch (MethodSketch.bare(factor)) {
      case LiteralStringValueExpr number -> isUnitNumber(number.getValue());
      case NameExpr name -> UNIT_FACTORS.matcher(name.getNameAsString()).matches();
      case FieldAccessExpr field -> UNIT_FACTORS.matcher(field.getNameAsString()).matches();
      default -> false;
    };
  }

  private static boolean isUnitNumber(String written) {
    String digits = written.replaceAll("[_lLdDfF]|\\.0*$", "");
    return DIGITS.matcher(digits).matches() && Long.parseLong(digits) >= UNITS;
  }

  /// `next = Math.min(delay * 2, most); …; delay = next;`
  private static boolean isMultipliedBefore(MethodSketch method, Write write) {
    String name = targetName(write);
    return write
        .value()
        .flatMap(method::variable)
        .flatMap(Variable::initial)
        .filter(initial -> multiplies(initial, name))
        .isPresent();
  }

  private static boolean multiplies(Expression value, String name) {
    return Flow.find(
        value,
        node ->
            node instanceof BinaryExpr binary
                && (binary.getOperator() == BinaryExpr.Operator.MULTIPLY
                    || binary.getOperator() == BinaryExpr.Operator.LEFT_SHIFT)
                && !isUnit(binary.getRight())
                && !isUnit(binary.getLeft())
                && mentions(binary, name));
  }

  private static boolean isTime(JavaType type) {
    return switch (type.simpleName()) {
      case "long", "int", "double", "float", "Long", "Integer", "Double" -> true;
      default -> type.simpleName().endsWith("Duration");
    };
  }

  /// `images.poll(handler, limit - count)`: a number of things, no time.
  private static boolean takesCount(Call call) {
    return call.name().equals("poll")
        && call.arguments().size() == 2
        && !TimeoutRule.isUnitText(call.arguments().getLast());
  }

  /// `nextBackOffMillis`, `computeRetryDelay`, `getSleepTimeMs`.
  private static boolean isPause(String name) {
    return PAUSES.matcher(name).matches();
  }

  /// `long calculateMaxWait() { return maxWait * unitMultiplier; }`
  private static boolean isMaximum(MethodSketch method, Expression value) {
    return MAXIMA.matcher(method.head().name()).matches()
        && value instanceof BinaryExpr
        && !Flow.find(
            value, node -> node instanceof NameExpr name && isCountName(name.getNameAsString()));
  }

  /// `base << attempt`, or a variable or field that is given such a value here.
  private static boolean isComputed(MethodSketch method, Expression value) {
    if (growsByCount(value)) {
      return true;
    }
    return method.writes().stream()
            .anyMatch(write ->
                isReturned(write, value)
                    && ((isMultiplied(write) && goesOn(method, write))
                        || write.value().filter(BackoffRule::growsByCount).isPresent()))
        || localsOf(method, value).stream()
            .anyMatch(variable -> variable.initial().filter(BackoffRule::growsByCount).isPresent());
  }

  private static List<Variable> localsOf(MethodSketch method, Expression value) {
    List<Variable> found = new ArrayList<>();
    value.walk(NameExpr.class, name -> method.variable(name).ifPresent(found::add));
    return found;
  }

  private static boolean isReturned(Write write, Expression value) {
    String name = targetName(write);
    return !name.isEmpty() && mentions(value, name);
  }

  private static String targetName(Write write) {
    return switch (write.target()) {
      case Write.Target.OfVariable target -> target.variable().name();
      case Write.Target.OfField target -> target.field().name();
      default -> "";
    };
  }

  /// Growth with something that is called an attempt, or an exponent.
  private static boolean growsByCount(Expression value) {
    return Flow.find(
        value,
        node ->
            switch (node) {
              case BinaryExpr binary ->
                  switch (binary.getOperator()) {
                    case MULTIPLY, LEFT_SHIFT -> namesCount(binary);
                    default -> false;
                  };
              case MethodCallExpr call ->
                  switch (call.getNameAsString()) {
                    case "pow", "scalb" -> true;
                    case "multipliedBy" -> namesCount(call) || call.getArguments().size() == 1;
                    default ->
                        BACKING_OFF.matcher(call.getNameAsString()).matches()
                            || COMPUTED.matcher(call.getNameAsString()).matches()
                            || (call.getArguments().size() >= 2
                                && PAUSE_GETTERS.matcher(call.getNameAsString()).matches());
                  };
              default -> false;
            });
  }

  private static boolean namesCount(Node node) {
    return Flow.find(
        node,
        part ->
            switch (part) {
              case NameExpr name ->
                  isCountName(name.getNameAsString()) || isFactorName(name.getNameAsString());
              case FieldAccessExpr field ->
                  isCountName(field.getNameAsString()) || isFactorName(field.getNameAsString());
              case MethodCallExpr call ->
                  isCountName(call.getNameAsString()) || isFactorName(call.getNameAsString());
              default -> false;
            });
  }

  private static boolean isFactorName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (UNIT_FACTORS.matcher(name).matches()) {
      return false;
    }
    return lower.contains("multiplier")
        || lower.contains("exponent")
        || lower.contains("factor")
        || lower.startsWith("fib");
  }

  private static boolean grows(MethodSketch method, Expression length, Call pause) {
    if (isNamedBackoff(method, length) || growsByItself(method, length, pause)) {
      return true;
    }
    boolean[] found = {false};
    length.walk(
        NameExpr.class,
        name -> {
          if (isTakenOff(name, length)) {
            return;
          }
          Optional<Variable> variable = method.variable(name);
          found[0] |=
              variable.isPresent()
                  && (isGrown(method, variable.get(), pause)
                      || variable
                          .get()
                          .initial()
                          .filter(initial ->
                              growsByItself(method, initial, pause)
                                  || isNamedBackoff(method, initial))
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

  /// `end - now`, `limit - waited`: what is left grows less.
  private static boolean isTakenOff(NameExpr name, Expression length) {
    Node at = name;
    while (at != length) {
      at = at.getParentNode().orElse(length);
      if (at instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.MINUS) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamedBackoff(MethodSketch method, Expression length) {
    return Flow.find(
        length,
        node ->
            node instanceof MethodCallExpr call
                && !CONSTANT.matcher(call.getNameAsString()).matches()
                && (asksBackoff(call)
                    || (!isKept(method, call)
                        && (isBackoffName(call.getNameAsString())
                            || BACKING_OFF.matcher(call.getNameAsString()).matches()))));
  }

  /// `1000 << attempt`, `pause * attempt`, `Math.pow(2, attempt)`, with an attempt that is counted.
  private static boolean growsByItself(MethodSketch method, Expression length, Call pause) {
    return Flow.find(
        length,
        node ->
            switch (node) {
              case BinaryExpr binary ->
                  switch (binary.getOperator()) {
                    case MULTIPLY, LEFT_SHIFT ->
                        mentionsCounted(method, binary, pause)
                            || mentionsCountedField(method, binary);
                    default -> false;
                  };
              case MethodCallExpr call ->
                  (call.getNameAsString().equals("pow")
                          || call.getNameAsString().equals("multipliedBy"))
                      && call.getArguments().stream()
                          .anyMatch(argument ->
                              mentionsCounted(method, argument, pause)
                                  || isPassedExponent(method, call, argument));
              default -> false;
            });
  }

  /// `pow(base, count)` with a whole number that is passed in.
  private static boolean isPassedExponent(
      MethodSketch method, MethodCallExpr power, Expression argument) {
    return power.getNameAsString().equals("pow")
        && power.getArguments().size() == 2
        && power.getArgument(1) == argument
        && method.mentions(
            argument,
            variable ->
                variable.isParameter()
                    && (variable.type().is("int") || variable.type().is("long")));
  }

  /// `++misses; sleep(misses * delay)` where the field keeps the count.
  private static boolean mentionsCountedField(MethodSketch method, BinaryExpr product) {
    return Flow.find(
        product,
        node ->
            node instanceof NameExpr name
                && method.writes().stream()
                    .anyMatch(write ->
                        write.compound()
                            && write.node() instanceof UnaryExpr
                            && write.target() instanceof Write.Target.OfField target
                            && target.field().name().equals(name.getNameAsString())));
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
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.contains("attempt")
            || lower.contains("retr")
            || lower.contains("tries")
            || lower.contains("failure"))
        && !lower.contains("max")
        && !lower.contains("threshold")
        && !TIMES.matcher(lower).matches();
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
            .filter(value -> growsByItself(method, value, pause) || isNamedBackoff(method, value))
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
                            case MULTIPLY, LEFT_SHIFT -> mentions(binary, name);
                            case PLUS -> mentions(binary, name) && !takesOff(assign.getValue());
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

  /// `left = left + start - now` counts down.
  private static boolean takesOff(Expression value) {
    return Flow.find(
        value,
        node ->
            node instanceof BinaryExpr binary && binary.getOperator() == BinaryExpr.Operator.MINUS);
  }

  private static boolean mentions(Node node, String name) {
    return Flow.find(
        node, part -> part instanceof NameExpr found && found.getNameAsString().equals(name));
  }
}
