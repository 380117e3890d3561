package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Thrown;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.LinkedHashMap;
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
          "(?:check|require|validate)(?:\\p{Lu}.*)?|rangeCheck\\w*|ensureValid\\w*|throwIfNull"
              + "|(?:assert|ensure|verify)\\w*(?:NotNull|NonNull|NotEmpty|NotBlank)\\w*|notNull|nonNull");
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
        facts.add(FactKind.VALIDATES, check.getKey(), call.place());
        return;
      }
    }
    boolean alone = call.node().getParentNode().orElse(null) instanceof ExpressionStmt;
    boolean named =
        (alone ? NAMED_CHECK : VALUE_CHECKS).matcher(call.name()).matches()
            && !NO_CHECKS.contains(call.name())
            && !OTHER_CHECKS.matcher(call.name()).matches()
            && !handsOn(method, call)
            && call.arguments().stream().anyMatch(a -> isParameterValue(method, a));
    if (named) {
      facts.add(FactKind.VALIDATES, "", Resolution.BY_NAME, call.place());
    }
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
