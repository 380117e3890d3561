package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Thrown;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.FileTypes;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `validates`: an `IllegalArgumentException` or one of its kind that is thrown in a method with
/// parameters; a `NullPointerException` or an index exception thrown under an `if` that asks about
/// a parameter; the checks of the JDK and of known libraries on a parameter. By name, a statement
/// `checkX(parameter)`, `requireX(parameter)` or `validateX(parameter)`, without the exception,
/// unless the name says that a permission, a state or a result is checked.
///
/// Misses checks by `assert`, and those that refuse by a project's own exceptions unless these say
/// that an argument is illegal.
final class ValidationRule implements FactRule {
  private static final String ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException";
  private static final String NULL_POINTER = "java.lang.NullPointerException";
  private static final String INDEX = "java.lang.IndexOutOfBoundsException";

  private static final Map<String, KnownCalls> CHECKS = new LinkedHashMap<>();

  static {
    CHECKS.put(
        NULL_POINTER,
        KnownCalls.of(
            """
            java.util.Objects: requireNonNull
            com.google.common.base.Preconditions: checkNotNull
            org.apache.commons.lang3.Validate: notNull
            """));
    CHECKS.put(
        INDEX,
        KnownCalls.of(
            """
            java.util.Objects: checkIndex checkFromToIndex checkFromIndexSize
            com.google.common.base.Preconditions: checkElementIndex checkPositionIndex \
            checkPositionIndexes
            org.apache.commons.lang3.Validate: validIndex
            """));
    CHECKS.put(
        ILLEGAL_ARGUMENT,
        KnownCalls.of(
            """
            com.google.common.base.Preconditions: checkArgument
            org.apache.commons.lang3.Validate: isTrue notEmpty notBlank inclusiveBetween \
            exclusiveBetween noNullElements matchesPattern isInstanceOf isAssignableFrom finite notNaN
            org.springframework.util.Assert: notNull isTrue hasText hasLength notEmpty isInstanceOf \
            noNullElements isNull isAssignable
            org.apache.hc.core5.util.Args: *
            org.apache.http.util.Args: *
            """));
  }

  private static final Pattern NAMED_CHECK =
      Pattern.compile(
          "(?:check|require|validate)(?:\\p{Lu}.*)?|rangeCheck\\w*|ensureValid\\w*|throwIf(?:Null|Empty|Blank)\\w*"
              + "|(?:assert|ensure|verify)\\w*(?:NotNull|NonNull|NotEmpty|NotBlank)\\w*"
              + "|(?:is|arg)?(?:[nN]ot|[nN]on)(?:Null|Empty|Blank|Negative|Zero)\\w*");

  /// Classes whose static methods are checks.
  private static final Pattern CHECKERS =
      Pattern.compile("\\w*(?:Assert|Asserts|Validate|Preconditions?|Args?|Ensure|Verify|Checks?)");

  private static final Pattern CHECKERS_CHECKS =
      Pattern.compile(
          "isTrue|is[A-Z]\\w*|has[A-Z]\\w*|positive\\w*|inclusiveBetween|exclusiveBetween|inRange"
              + "|validIndex|ensure[A-Z]\\w*|arg|argument|that|in[A-Z]\\w*");
  private static final Set<String> NO_CHECKS =
      Set.of("checkIn", "checkOut", "checkForUpdates", "checkpoint", "require");
  private static final Pattern NAMED_ILLEGAL =
      Pattern.compile(
          ".*(?:IllegalArgument|InvalidArgument|NullArgument|OutOfRange|InvalidParam"
              + "|IllegalParam|BadParam|BadArgument).*");

  /// Checks of something else than an argument's value: a permission, a state, what came of it.
  private static final Pattern OTHER_CHECKS =
      Pattern.compile(
          "(?:check|require|validate)\\w*?(?:Access|Permission|Acl|ACL|Auth|Trusted|Privilege|Session"
              + "|State|Status|Open|Closed|Lock|Result|Error|Interrupt|Timeout|Connection|Quota"
              + "|Update|Upgrade|Exist|Conflict|Cancel|Complete)(?:\\p{Upper}\\w*|s|ed|ion|ized)?");

  private static final Pattern ACCESSORS = Pattern.compile("get\\p{Upper}\\w*|is\\p{Upper}\\w*");

  private static final Set<String> REFUSING_NULL =
      Set.of(
          "requireNonNull",
          "checkNotNull",
          "notNull",
          "notEmpty",
          "notBlank",
          "hasText",
          "hasLength");

  /// Checks whose value is taken: `this.name = requireNonEmpty(name)`.
  private static final Pattern VALUE_CHECKS =
      Pattern.compile(
          "(?:check|require|validate|ensure|assert|verify)"
              + "(?:NotNull|NonNull|NotEmpty|NonEmpty|NotBlank|NonBlank|Positive|NonNegative|NotNegative"
              + "|NonZero|Range|InRange|Argument|Index|\\w*Index|Bounds)|notNull|nonNull|notEmpty|notBlank");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.parameters().isEmpty()) {
      return;
    }
    for (Thrown thrown : method.throwns()) {
      if (!thrown.place().deferred()) {
        refused(method, thrown)
            .ifPresent(type ->
                facts.add(
                    FactKind.VALIDATES, type.name(), CatchRule.resolution(type), thrown.place()));
      }
    }
    for (Call call : method.calls()) {
      if (call.isMethod() && asksParameter(method, call)) {
        checked(method, call, facts);
      }
    }
  }

  private static Optional<JavaType> refused(MethodSketch method, Thrown thrown) {
    JavaType type = thrown.type();
    boolean argument =
        method.types().isSubtype(type, ILLEGAL_ARGUMENT)
            || NAMED_ILLEGAL.matcher(type.simpleName()).matches();
    boolean shape =
        method.types().isSubtype(type, NULL_POINTER) || method.types().isSubtype(type, INDEX);
    boolean made = MethodSketch.bare(thrown.expression()).isObjectCreationExpr();
    return made && !isAllItDoes(method) && (argument || (shape && isGuarded(method, thrown)))
        ? Optional.of(type)
        : Optional.empty();
  }

  /// A method that does nothing but refuse has checked nothing.
  private static boolean isAllItDoes(MethodSketch method) {
    return method
        .head()
        .body()
        .filter(body -> body.getStatements().size() == 1)
        .filter(body -> body.getStatement(0) instanceof ThrowStmt)
        .isPresent();
  }

  private static boolean isGuarded(MethodSketch method, Thrown thrown) {
    for (Frame at = thrown.place().frame(); at != null; at = at.around()) {
      if (at.kind() == Frame.Kind.BRANCH
          && at.node() instanceof IfStmt choice
          && method.mentions(choice.getCondition(), variable -> comesIn(method, variable))) {
        return true;
      }
    }
    return false;
  }

  /// A parameter, or a variable that is made of one.
  private static boolean comesIn(MethodSketch method, Variable variable) {
    return variable.isParameter()
        || variable
            .initial()
            .filter(initial -> method.mentions(initial, Variable::isParameter))
            .isPresent();
  }

  private static boolean asksParameter(MethodSketch method, Call call) {
    return call.arguments().stream().anyMatch(argument -> isAboutParameter(method, argument));
  }

  private static boolean isAboutParameter(MethodSketch method, Expression argument) {
    return method.mentions(argument, Variable::isParameter);
  }

  private static void checked(MethodSketch method, Call call, FactSink facts) {
    for (Map.Entry<String, KnownCalls> check : CHECKS.entrySet()) {
      if (check.getValue().has(call, method.types())) {
        if (!check.getKey().equals(NULL_POINTER) || isOfParameter(method, call.arguments())) {
          facts.add(FactKind.VALIDATES, check.getKey(), call.place());
        }
        return;
      }
    }
    if (isNamedCheck(call, method)) {
      facts.add(FactKind.VALIDATES, "", Resolution.BY_NAME, call.place());
    }
  }

  /// Whether a call is one of the checks of the JDK and of known libraries.
  static boolean isKnownCheck(Call call, FileTypes types) {
    return CHECKS.values().stream().anyMatch(check -> check.has(call, types));
  }

  /// Whether a call lets its first argument pass only if that is not null.
  static boolean refusesNull(Call call, FileTypes types) {
    return isKnownCheck(call, types) && REFUSING_NULL.contains(call.name());
  }

  /// Whether a call checks a parameter by its name.
  static boolean isNamedCheck(Call call, MethodSketch method) {
    boolean alone = call.node().getParentNode().orElse(null) instanceof ExpressionStmt;
    boolean named =
        (alone ? NAMED_CHECK : VALUE_CHECKS).matcher(call.name()).matches()
            && !NO_CHECKS.contains(call.name())
            && !OTHER_CHECKS.matcher(call.name()).matches()
            && !handsOn(method, call)
            && call.arguments().stream().anyMatch(a -> isParameterValue(method, a));
    return named || (alone && isCheckersCheck(call, method));
  }

  /// `Assert.isTrue(limit > 0, …)`, whosever `Assert` it is.
  private static boolean isCheckersCheck(Call call, MethodSketch method) {
    return !call.onSelf()
        && CHECKERS.matcher(call.owner().simpleName()).matches()
        && CHECKERS_CHECKS.matcher(call.name()).matches()
        && !OTHER_CHECKS.matcher(call.name()).matches()
        && call.argument(0)
            .filter(first ->
                isParameterValue(method, first)
                    || (first instanceof MethodCallExpr asked
                        && asked.getScope().filter(s -> isParameterValue(method, s)).isPresent()))
            .isPresent();
  }

  /// Whether the first argument is a parameter, or something that is in it: what a call on another
  /// object gave is that one's result, whatever it was given.
  private static boolean isOfParameter(MethodSketch method, List<Expression> arguments) {
    if (arguments.isEmpty()) {
      return false;
    }
    Expression at = MethodSketch.bare(arguments.getFirst());
    while (true) {
      switch (at) {
        case FieldAccessExpr access -> at = MethodSketch.bare(access.getScope());
        case ArrayAccessExpr access -> at = MethodSketch.bare(access.getName());
        case MethodCallExpr asked
            when asked.getArguments().isEmpty()
                && asked.getScope().isPresent()
                && ACCESSORS.matcher(asked.getNameAsString()).matches() ->
            at = MethodSketch.bare(asked.getScope().get());
        default -> {
          Optional<Variable> variable = method.variable(at);
          return variable.isPresent()
              && (variable.get().isParameter()
                  || variable.get().sort() == Variable.Sort.LAMBDA_PARAMETER
                  || isElement(method, variable.get()));
        }
      }
    }
  }

  /// `for (Object item : items)` of a parameter.
  private static boolean isElement(MethodSketch method, Variable variable) {
    return method.loops().stream()
        .anyMatch(loop ->
            loop.statement() instanceof ForEachStmt each
                && each.getVariable().getVariable(0).getNameAsString().equals(variable.name())
                && method.mentions(each.getIterable(), Variable::isParameter));
  }

  /// `delegate.checkSession(id)` in `checkSession(id)` is that one's check.
  private static boolean handsOn(MethodSketch method, Call call) {
    return call.receiver().isPresent()
        && !call.onSelf()
        && call.name().equals(method.head().name());
  }

  /// A parameter, or what is computed of one without a call: `last ? path + "/" : path`.
  private static boolean isParameterValue(MethodSketch method, Expression argument) {
    return switch (MethodSketch.bare(argument)) {
      case ConditionalExpr choice ->
          isParameterValue(method, choice.getThenExpr())
              || isParameterValue(method, choice.getElseExpr());
      case BinaryExpr pair ->
          isParameterValue(method, pair.getLeft()) || isParameterValue(method, pair.getRight());
      default -> method.variable(argument).filter(Variable::isParameter).isPresent();
    };
  }
}
