package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Catch;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.Loop;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.sketch.Write;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `retries`: a loop that does the same thing again after it failed. What makes it one:
///
/// 1. a `while`, `do` or counting `for` with a `try` directly in it,
/// 2. whose success ends the loop: the `try` block, or what follows the `try` in the loop, returns
///    or breaks, or sets a variable that the loop's condition asks for,
/// 3. and whose failure does not: a catch clause can be left towards the next round.
///
/// By name, a loop that counts attempts or asks whether to retry and that success leaves, with or
/// without an exception; and calls that are named for it: `retry(3)`, `executeWithRetry(task)`.
///
/// Going through items is none: `for (x : all)`, a loop that asks an iterator, a queue or a reader
/// for the next, one that uses its counter to choose what to try, one that climbs from what it
/// tried to the next, `type = type.getSuperclass()`, or takes another in the catch clause, `host =
/// hosts.nextHost()`, `path = OTHER_PATH`, one that goes on from each result, `value =
/// step(value)`, one that draws another by chance each time, and a worker that ends where there is
/// no more to take. Nor is waiting on after an interrupt, where all that is caught is
/// `InterruptedException`. Also counted: a catch clause in which the method calls itself,
/// annotations of retrying, and the entry points of retry libraries.
///
/// Misses retries that hang on a status and count nothing that is called an attempt or a retry.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class RetryRule implements FactRule {
  private static final Set<String> MARKS =
      Set.of("Retry", "Retryable", "RetryOnFailure", "Retries");

  private static final Pattern RETRYING =
      Pattern.compile(
          "retry(?:With\\w+|When|Until|Operation|Request|Loop|OnException|OnError|Later|Call|Task|Send|Connect"
              + "|Failed\\w*|If\\w+|Async|Execute|Invoke|\\w*WithBackoff|Backoff)?"
              + "|(?:do|schedule|perform)Retry"
              + "|(?:execute|run|call|invoke|do|perform|submit|send|get|apply|attempt|try)?\\w*"
              + "(?:With|Until|On|Using)(?:Retry|Retries|Retrying|Retrier)\\w*"
              + "|(?:execute|run|call|invoke)(?:Retry|Retries|Retryable|Retrying)");

  /// Asks whether, or is about how: `isStartedWithRetry…`, `connectWithRetryPolicy`.
  private static final Pattern TELLING =
      Pattern.compile(
          "(?:is|has|was|should|can|may)\\p{Upper}\\w*"
              + "|\\w*(?:Options|Policy|Config|Configuration|Settings|Strategy|Count|Delay|Interval|Limit"
              + "|Handler|Context|Listener|(?<!On)Exception|Info|Metadata|Spec|Rule|Decision)");

  /// Types of what is decided or kept, `RetryDecision.retry(backoff)`.
  private static final Pattern VALUES =
      Pattern.compile(
          "\\w*(?:Decision|Policy|Rule|Strategy|Options|Spec|Config|Status|Action|Settings)");

  /// Ends like tries, and counts none.
  private static final Pattern ENTRIES = Pattern.compile("(?i)\\w*(?:entr|countr|geometr)ies\\w*");

  /// What counts attempts or says that there is to be another.
  private static final Pattern ATTEMPTS =
      Pattern.compile(
          "(?i)\\w*(?:retry|retries|attempts?|numtries|trycount|tries|triesleft)|(?:max|num|nb|n)?_?"
              + "(?:retry|retries|attempts?|tries)\\w*|(?:\\w*[a-z_])?(?:retry|attempt)(?:s|count|counter|num"
              + "|number|no|left|allowed|remaining|times|again)?|\\w*try_?again");

  private static final Pattern ASKED =
      Pattern.compile("(?:should|will|do|can|may|is)?[rR]etr(?:y|ies)(?:able)?");

  /// Calls that throw what they are given.
  private static final Pattern THROWING =
      Pattern.compile("(?:re|sneaky)?[tT]hrow(?!If|On|When|able)(?:\\p{Upper}\\w*)?");

  private static final KnownCalls LIBRARIES =
      KnownCalls.of(
          """
          org.springframework.retry.support.RetryTemplate: execute
          org.springframework.retry.RetryOperations: execute
          org.springframework.core.retry.RetryTemplate: execute
          com.github.rholder.retry.Retryer: call
          io.github.resilience4j.retry.Retry: executeSupplier executeCallable executeRunnable \
          executeCheckedSupplier decorateSupplier decorateCallable decorateRunnable
          """);

  /// What gives another result each time by design.
  private static final Pattern CHANCE =
      Pattern.compile("next(?:Int|Long|Double|Float|Bytes|Gaussian)|random\\w*");

  private static final Pattern CAPITALS = Pattern.compile("\\p{Upper}[\\p{Upper}\\d_]+");

  private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

  private static final Set<String> NEXT =
      Set.of(
          "next",
          "hasNext",
          "poll",
          "take",
          "pop",
          "remove",
          "removeFirst",
          "pollFirst",
          "readLine",
          "hasMoreElements",
          "nextElement",
          "hasMoreTokens",
          "nextToken");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    method
        .annotation(MARKS::contains)
        .ifPresent(mark -> facts.addAt(FactKind.RETRIES, "", MethodSketch.line(mark)));
    for (Loop loop : method.loops()) {
      if (retries(method, loop)) {
        facts.add(FactKind.RETRIES, loop.place());
      } else if (countsAttempts(method, loop)) {
        facts.add(FactKind.RETRIES, "", Resolution.BY_NAME, loop.place());
      }
    }
    for (Call call : method.calls()) {
      boolean again =
          call.place().frame().innermostHere(Frame.Kind.CATCH).isPresent()
              && RecursionRule.isRecursion(call, method)
              && repeatsAttempt(method, call);
      if (again || LIBRARIES.has(call, method.types())) {
        facts.add(FactKind.RETRIES, call.place());
      } else if ((isNamed(call)
              && !isRegistry(method)
              && !isAsked(method, call)
              && !isFirst(method, call))
          || isPutOff(method, call)
          || isCountedUp(call)) {
        facts.add(FactKind.RETRIES, "", Resolution.BY_NAME, call.place());
      }
    }
  }

  /// `retry(task)`, `mono.retryWhen(policy)`, `executeWithRetries(…)`; not `retryPolicy(…)`.
  private static boolean isNamed(Call call) {
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java.");
    return call.isMethod()
        && !ofJdk
        && RETRYING.matcher(call.name()).matches()
        && !TELLING.matcher(call.name()).matches()
        && !VALUES.matcher(call.owner().simpleName()).matches()
        && !isAccessor(call);
  }

  /// `equals(retry, other.retry())`: a component that is called so.
  private static boolean isAccessor(Call call) {
    return call.name().equals("retry")
        && call.arguments().isEmpty()
        && switch (call.node().getParentNode().orElse(null)) {
          case MethodCallExpr taking ->
              taking.getArguments().stream().anyMatch(a -> a == call.node());
          case BinaryExpr _, VariableDeclarator _, AssignExpr _ -> true;
          case null, default -> false;
        };
  }

  /// A constructor that calls `retry()` tries for the first time.
  private static boolean isFirst(MethodSketch method, Call call) {
    return method.head().sort() == MethodHead.Sort.CONSTRUCTOR
        && call.onSelf()
        && call.arguments().isEmpty();
  }

  /// `Retry retry(String name)` looks one up.
  private static boolean isRegistry(MethodSketch method) {
    return method.returnType().simpleName().equals("Retry");
  }

  /// `boolean retry = super.retryRequest(failure, count);` asks whether to.
  private static boolean isAsked(MethodSketch method, Call call) {
    boolean handedOn =
        call.receiver().filter(Expression::isSuperExpr).isPresent()
            && call.name().equals(method.head().name())
            && method.returnType().simpleName().equals("boolean");
    return handedOn
        || isRefused(call)
        || call.node()
            .getParentNode()
            .filter(parent ->
                parent instanceof VariableDeclarator variable
                    && ASKED.matcher(variable.getNameAsString()).matches())
            .isPresent();
  }

  /// `retryUpload(attempt + 1)`
  private static boolean isCountedUp(Call call) {
    return call.isMethod()
        && call.name().toLowerCase(Locale.ROOT).contains("retry")
        && !TELLING.matcher(call.name()).matches()
        && call.arguments().stream()
            .anyMatch(argument ->
                MethodSketch.bare(argument) instanceof BinaryExpr next
                    && next.getOperator() == BinaryExpr.Operator.PLUS
                    && (namesAttempts(next.getLeft())
                        || (next.getLeft() instanceof NameExpr count
                            && count.getNameAsString().startsWith("retry")))
                    && next.getRight().isIntegerLiteralExpr());
  }

  /// `if (!handler.doRetry(request)) { throw failure; }`
  private static boolean isRefused(Call call) {
    Node at = call.node();
    while (at instanceof Expression) {
      at = at.getParentNode().orElse(null);
    }
    return ASKED.matcher(call.name()).matches()
        && at instanceof IfStmt choice
        && choice.getThenStmt().isBlockStmt()
        && Flow.find(choice.getThenStmt(), ThrowStmt.class::isInstance)
        && !Flow.goesOn(choice.getThenStmt());
  }

  /// `catch (…) { scheduler.schedule(this::update, 5, MINUTES); }` in `update`.
  private static boolean isPutOff(MethodSketch method, Call call) {
    return call.isMethod()
        && call.name().startsWith("schedule")
        && call.place().frame().innermostHere(Frame.Kind.CATCH).isPresent()
        && call.arguments().stream()
            .anyMatch(argument ->
                argument instanceof MethodReferenceExpr reference
                    && reference.getScope().isThisExpr()
                    && reference.getIdentifier().equals(method.head().name()));
  }

  /// `for (int attempt = 0; attempt < most; attempt++)`, `while (!sent && retries-- > 0)`, `while
  /// (true) { … if (++tries > most) break; … }`, if something is called in it and success ends it.
  private static boolean countsAttempts(MethodSketch method, Loop loop) {
    if (loop.each() || goesThroughItems(method, loop)) {
      return false;
    }
    if (feedsItself(method, loop) || stepsOn(method, loop) || drawsByChance(method, loop)) {
      return false;
    }
    boolean asked = loop.condition().filter(RetryRule::namesAttempts).isPresent();
    boolean calls =
        method.calls().stream()
            .anyMatch(call ->
                call.isMethod()
                    && call.place()
                        .frame()
                        .innermostHere(Frame.Kind.LOOP)
                        .filter(frame -> frame.node() == loop.statement())
                        .isPresent());
    boolean ends =
        Flow.leavesLoop(loop.body())
            || setsCondition(method, loop.body(), loop)
            || loop.condition()
                .filter(condition -> Flow.find(condition, AssignExpr.class::isInstance))
                .isPresent();
    boolean counted =
        Flow.find(
            loop.body(),
            node ->
                node instanceof UnaryExpr count
                    && count.getOperator() != UnaryExpr.Operator.LOGICAL_COMPLEMENT
                    && namesAttempts(count.getExpression()));
    return (calls || !isTrue(loop)) && ends && (asked || counted);
  }

  /// `result = step(value); …; value = result;` comes closer with each round and repeats nothing.
  private static boolean feedsItself(MethodSketch method, Loop loop) {
    return writesIn(method, loop)
        .anyMatch(write ->
            write.target() instanceof Write.Target.OfVariable target
                && !write.compound()
                && write
                    .value()
                    .flatMap(method::variable)
                    .flatMap(Variable::initial)
                    .filter(initial -> takes(method, initial, target.variable()))
                    .isPresent());
  }

  private static Stream<Write> writesIn(MethodSketch method, Loop loop) {
    return method.writes().stream()
        .filter(write -> write.place().frame().within(Frame.Kind.LOOP, loop.statement()));
  }

  /// `hash = next(hash); found = at(hash);` looks elsewhere each time.
  private static boolean stepsOn(MethodSketch method, Loop loop) {
    return writesIn(method, loop)
        .anyMatch(write ->
            write.target() instanceof Write.Target.OfVariable target
                && !write.compound()
                && write
                    .value()
                    .map(MethodSketch::bare)
                    .filter(step -> !isMath(step) && takes(method, step, target.variable()))
                    .isPresent()
                && isPassedOn(method, loop, write, target.variable()));
  }

  /// `delay = Math.min(delay, most)`
  private static boolean isMath(Expression step) {
    return step instanceof MethodCallExpr call
        && call.getScope().filter(scope -> NameText.of(scope).equals("Math")).isPresent();
  }

  private static boolean isPassedOn(
      MethodSketch method, Loop loop, Write write, Variable variable) {
    return method.calls().stream()
        .filter(call -> call.place().frame().within(Frame.Kind.LOOP, loop.statement()))
        .filter(call -> call.isMethod() && !SleepRule.isSleep(call, method))
        .filter(call ->
            write.value().filter(value -> MethodSketch.bare(value) == call.node()).isEmpty())
        .anyMatch(call ->
            call.arguments().stream()
                .anyMatch(argument ->
                    method.variable(argument).filter(given -> given == variable).isPresent()));
  }

  /// `name = prefix + random.nextInt(); if (isFree(name)) return name;`, unless chance makes the
  /// pause.
  private static boolean drawsByChance(MethodSketch method, Loop loop) {
    List<Call> calls =
        method.calls().stream()
            .filter(call -> call.place().frame().within(Frame.Kind.LOOP, loop.statement()))
            .filter(Call::isMethod)
            .toList();
    return calls.stream().anyMatch(call -> CHANCE.matcher(call.name()).matches())
        && calls.stream().noneMatch(call -> SleepRule.isSleep(call, method));
  }

  private static boolean takes(MethodSketch method, Expression step, Variable wanted) {
    return step instanceof MethodCallExpr call
        && call.getArguments().stream()
            .anyMatch(
                argument -> method.variable(argument).filter(given -> given == wanted).isPresent());
  }

  private static boolean isTrue(Loop loop) {
    return loop.condition().filter(condition -> condition.isBooleanLiteralExpr()).isPresent();
  }

  private static boolean namesAttempts(Expression expression) {
    return Flow.find(
        expression,
        node -> {
          String name =
              switch (node) {
                case NameExpr variable -> variable.getNameAsString();
                case FieldAccessExpr field -> field.getNameAsString();
                case MethodCallExpr call -> call.getNameAsString();
                default -> "";
              };
          return ATTEMPTS.matcher(name).matches() && !ENTRIES.matcher(name).matches();
        });
  }

  /// `type = type.getSuperclass()` of something that the attempt is made on.
  private static boolean climbs(MethodSketch method, TryStmt tried, Loop loop) {
    return method.writes().stream()
        .anyMatch(write ->
            write.target() instanceof Write.Target.OfVariable target
                && !write.compound()
                && write.place().frame().within(Frame.Kind.LOOP, loop.statement())
                && write
                    .value()
                    .filter(value -> stepsFrom(method, value, target.variable()))
                    .isPresent()
                && method.mentions(tried.getTryBlock(), variable -> variable == target.variable()));
  }

  private static boolean stepsFrom(MethodSketch method, Expression value, Variable variable) {
    return switch (MethodSketch.bare(value)) {
      case MethodCallExpr call ->
          !ATTEMPTS.matcher(call.getNameAsString()).matches()
              && method.mentions(call, found -> found == variable);
      case FieldAccessExpr access -> method.mentions(access, found -> found == variable);
      default -> false;
    };
  }

  static boolean retries(MethodSketch method, Loop loop) {
    if (loop.each() || goesThroughItems(method, loop) || drawsByChance(method, loop)) {
      return false;
    }
    return method.catches().stream()
        .filter(caught -> isDirectlyIn(method, caught.statement(), loop))
        .map(Catch::statement)
        .anyMatch(tried ->
            isAttempt(method, tried, loop)
                && !climbs(method, tried, loop)
                && !takesItems(method, tried));
  }

  /// `task = take(); if (task == null) { return; } task.run();`: what is tried next is another.
  private static boolean takesItems(MethodSketch method, TryStmt tried) {
    List<Statement> statements = tried.getTryBlock().getStatements();
    for (int i = 0; i < statements.size(); i++) {
      List<Statement> after = statements.subList(i + 1, statements.size());
      if (statements.get(i) instanceof IfStmt choice && ends(choice)) {
        boolean item =
            Flow.find(
                choice.getCondition(),
                node ->
                    node instanceof BinaryExpr binary
                        && binary.getOperator() == BinaryExpr.Operator.EQUALS
                        && method
                            .variable(binary.getLeft())
                            .filter(variable -> isTakenIn(method, tried, variable))
                            .filter(variable -> isUsedBy(method, after, variable))
                            .isPresent());
        if (item) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean ends(IfStmt choice) {
    return choice.getElseStmt().isEmpty()
        && Flow.leavesLoop(choice.getThenStmt())
        && !Flow.find(
            choice.getThenStmt(),
            node -> node instanceof ReturnStmt given && given.getExpression().isPresent());
  }

  private static boolean isTakenIn(MethodSketch method, TryStmt tried, Variable variable) {
    return Stream.concat(
            variable.initial().stream(),
            method.writes().stream()
                .filter(write ->
                    write.target() instanceof Write.Target.OfVariable target
                        && target.variable() == variable)
                .flatMap(write -> write.value().stream()))
        .anyMatch(value -> tried.getTryBlock().isAncestorOf(value));
  }

  private static boolean isUsedBy(
      MethodSketch method, List<Statement> statements, Variable variable) {
    return statements.stream()
        .anyMatch(statement ->
            Flow.find(
                statement,
                node ->
                    node instanceof MethodCallExpr call
                        && method.mentions(call, found -> found == variable)));
  }

  private static boolean isDirectlyIn(MethodSketch method, TryStmt tried, Loop loop) {
    return method
        .place(tried)
        .flatMap(place -> place.frame().innermostHere(Frame.Kind.LOOP))
        .filter(frame -> frame.node() == loop.statement())
        .isPresent();
  }

  private static boolean isAttempt(MethodSketch method, TryStmt tried, Loop loop) {
    boolean succeeds =
        Flow.leavesLoop(tried.getTryBlock())
            || setsCondition(method, tried.getTryBlock(), loop)
            || leavesAfter(tried, loop);
    return succeeds
        && tried.getCatchClauses().stream()
            .anyMatch(clause ->
                Flow.goesOn(clause.getBody())
                    && !throwsOn(clause)
                    && !takesNext(clause)
                    && !takesOther(tried, clause)
                    && !isInterrupt(method, clause)
                    && !endsLoop(method, clause, loop));
  }

  /// `throwAsIoException(e);` ends the clause as a throw statement does.
  private static boolean throwsOn(CatchClause clause) {
    return clause.getBody().getStatements().stream()
        .anyMatch(statement ->
            statement.isExpressionStmt()
                && statement.asExpressionStmt().getExpression() instanceof MethodCallExpr call
                && THROWING.matcher(call.getNameAsString()).matches());
  }

  /// `host = hosts.nextHost();` in the clause goes on with the next alternative.
  private static boolean takesNext(CatchClause clause) {
    return Flow.find(
        clause.getBody(),
        node ->
            node instanceof AssignExpr assign
                && MethodSketch.bare(assign.getValue()) instanceof MethodCallExpr call
                && call.getNameAsString().startsWith("next")
                && !ATTEMPTS.matcher(call.getNameAsString()).matches());
  }

  /// `path = OTHER_PATH;` in the clause, of what the attempt is made with.
  private static boolean takesOther(TryStmt tried, CatchClause clause) {
    return Flow.find(
        clause.getBody(),
        node ->
            node instanceof AssignExpr assign
                && assign.getOperator() == AssignExpr.Operator.ASSIGN
                && isConstantText(assign.getValue())
                && Flow.find(
                    tried.getTryBlock(),
                    part ->
                        part instanceof Expression used
                            && NameText.same(used, assign.getTarget())));
  }

  /// `"other"`, `OTHER`, `Paths.OTHER + ".xml"`.
  private static boolean isConstantText(Expression value) {
    return switch (MethodSketch.bare(value)) {
      case StringLiteralExpr _ -> true;
      case BinaryExpr sum ->
          sum.getOperator() == BinaryExpr.Operator.PLUS && isConstantText(sum.getLeft());
      case NameExpr name -> isCapital(name.getNameAsString());
      case FieldAccessExpr access -> isCapital(access.getNameAsString());
      default -> false;
    };
  }

  private static boolean isCapital(String name) {
    return CAPITALS.matcher(name).matches();
  }

  private static boolean isInterrupt(MethodSketch method, CatchClause clause) {
    return method.catches().stream()
        .filter(caught -> caught.clause() == clause)
        .flatMap(caught -> caught.types().stream())
        .map(JavaType::simpleName)
        .allMatch("InterruptedException"::equals);
  }

  /// Whether the clause sets what the condition asks for, so that failure ends the loop as well.
  private static boolean endsLoop(MethodSketch method, CatchClause clause, Loop loop) {
    return clause.getBody().getStatements().stream()
            .anyMatch(statement ->
                statement.isExpressionStmt()
                    && statement.asExpressionStmt().getExpression() instanceof AssignExpr assign
                    && (assign.getValue().isBooleanLiteralExpr()
                        || assign.getValue().isNullLiteralExpr()
                        || makesFalse(assign, loop))
                    && conditionVariables(method, loop).contains(NameText.of(assign.getTarget())))
        && !Flow.leavesLoop(loop.body());
  }

  /// `read = -1` under `while (… && read >= 0)`.
  private static boolean makesFalse(AssignExpr assign, Loop loop) {
    OptionalInt given = number(assign.getValue());
    return given.isPresent()
        && loop.condition()
            .filter(condition ->
                conjuncts(condition)
                    .anyMatch(part ->
                        part instanceof BinaryExpr comparison
                            && NameText.same(comparison.getLeft(), assign.getTarget())
                            && isFalse(comparison, given.getAsInt())))
            .isPresent();
  }

  private static boolean isFalse(BinaryExpr comparison, int left) {
    OptionalInt limit = number(comparison.getRight());
    if (limit.isEmpty()) {
      return false;
    }
    int right = limit.getAsInt();
    return switch (comparison.getOperator()) {
      case GREATER_EQUALS -> left < right;
      case GREATER -> left <= right;
      case LESS -> left >= right;
      case LESS_EQUALS -> left > right;
      case NOT_EQUALS -> left == right;
      default -> false;
    };
  }

  private static OptionalInt number(Expression expression) {
    return switch (expression) {
      case UnaryExpr sign when sign.getOperator() == UnaryExpr.Operator.MINUS -> {
        OptionalInt digits = number(sign.getExpression());
        yield digits.isPresent() ? OptionalInt.of(-digits.getAsInt()) : digits;
      }
      case IntegerLiteralExpr literal when DIGITS.matcher(literal.getValue()).matches() ->
          OptionalInt.of(Integer.parseInt(literal.getValue()));
      default -> OptionalInt.empty();
    };
  }

  private static Stream<Expression> conjuncts(Expression condition) {
    Expression bare = MethodSketch.bare(condition);
    return bare instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.AND
        ? Stream.concat(conjuncts(both.getLeft()), conjuncts(both.getRight()))
        : Stream.of(bare);
  }

  /// `done = true`, `result = call()` where the condition asks for `done` or `result`.
  private static boolean setsCondition(MethodSketch method, Node block, Loop loop) {
    Set<String> asked = conditionVariables(method, loop);
    return Flow.find(
        block,
        node ->
            node instanceof AssignExpr assign
                && assign.getOperator() == AssignExpr.Operator.ASSIGN
                && asked.contains(NameText.of(assign.getTarget()))
                && !countsLoop(assign.getTarget(), loop));
  }

  private static boolean countsLoop(Expression target, Loop loop) {
    return loop.statement() instanceof ForStmt counting
        && counting.getUpdate().stream()
            .anyMatch(update ->
                Flow.find(
                    update, node -> node instanceof NameExpr name && NameText.same(name, target)));
  }

  private static Set<String> conditionVariables(MethodSketch method, Loop loop) {
    Set<String> names = new HashSet<>();
    loop.condition()
        .ifPresent(condition ->
            condition.walk(
                NameExpr.class,
                name -> {
                  if (method.variable(name).isPresent() || method.field(name).isPresent()) {
                    names.add(name.getNameAsString());
                  }
                }));
    return names;
  }

  /// `try { … } catch (…) { continue; } return …;`
  private static boolean leavesAfter(TryStmt tried, Loop loop) {
    Node block = tried.getParentNode().orElse(null);
    if (!(block instanceof com.github.javaparser.ast.stmt.BlockStmt body) || body != loop.body()) {
      return false;
    }
    boolean clauseContinues =
        tried.getCatchClauses().stream()
            .anyMatch(clause ->
                Flow.find(clause, com.github.javaparser.ast.stmt.ContinueStmt.class::isInstance));
    List<Statement> after =
        body.getStatements().stream().dropWhile(statement -> statement != tried).skip(1).toList();
    return clauseContinues
        && after.stream()
            .anyMatch(statement -> statement.isReturnStmt() || statement.isBreakStmt());
  }

  private static boolean goesThroughItems(MethodSketch method, Loop loop) {
    boolean asksNext =
        method.calls().stream()
            .filter(call -> call.isMethod() && NEXT.contains(call.name()) && !call.onSelf())
            .anyMatch(call ->
                call.place()
                    .frame()
                    .innermostHere(Frame.Kind.LOOP)
                    .filter(frame -> frame.node() == loop.statement())
                    .isPresent());
    return asksNext || choosesByCounter(loop);
  }

  /// Whether a `for`'s counter is an index: `hosts[i]`, `hosts.get(i)`.
  private static boolean choosesByCounter(Loop loop) {
    if (!(loop.statement() instanceof ForStmt counting)) {
      return false;
    }
    Set<String> counters = new HashSet<>();
    counting
        .getInitialization()
        .forEach(initial ->
            initial.walk(
                VariableDeclarator.class, variable -> counters.add(variable.getNameAsString())));
    return Flow.find(
        counting.getBody(),
        node ->
            switch (node) {
              case BinaryExpr sum ->
                  sum.getOperator() == BinaryExpr.Operator.PLUS
                      && sum.getParentNode().filter(MethodCallExpr.class::isInstance).isPresent()
                      && !sum.getLeft().isStringLiteralExpr()
                      && (counters.contains(NameText.of(sum.getLeft()))
                          || counters.contains(NameText.of(sum.getRight())));
              case ArrayAccessExpr access -> counters.contains(NameText.of(access.getIndex()));
              case MethodCallExpr call ->
                  (call.getNameAsString().equals("get")
                          || call.getNameAsString().equals("item")
                          || call.getNameAsString().equals("charAt"))
                      && call.getArguments().size() == 1
                      && counters.contains(NameText.of(call.getArgument(0)));
              default -> false;
            });
  }

  /// A call of itself in a catch clause tries again only if the arguments say so: the method's own
  /// parameters, as they are or counted.
  private static boolean repeatsAttempt(MethodSketch method, Call call) {
    List<Variable> parameters = method.parameters();
    if (parameters.isEmpty()) {
      return true;
    }
    int same = 0;
    for (Expression argument : call.arguments()) {
      Optional<Variable> variable = method.variable(argument);
      if (variable.filter(Variable::isParameter).isPresent()) {
        same++;
      }
    }
    boolean climbs =
        call.arguments().stream()
                .flatMap(argument -> method.variable(argument).stream())
                .anyMatch(variable -> !variable.isParameter() && !variable.type().isPrimitive())
            || call.arguments().stream().anyMatch(argument -> steps(method, argument));
    return (same >= Math.max(1, parameters.size() - 1) && !climbs)
        || (parameters.size() == 1
            && call.arguments().stream()
                .anyMatch(argument ->
                    method.mentions(argument, Variable::isParameter)
                        && method.typeOf(argument).isPrimitive()));
  }

  /// `type.getSuperclass()` of a parameter.
  private static boolean steps(MethodSketch method, Expression argument) {
    return MethodSketch.bare(argument) instanceof MethodCallExpr next
        && next.getArguments().isEmpty()
        && !ATTEMPTS.matcher(next.getNameAsString()).matches()
        && next.getScope().flatMap(method::variable).filter(Variable::isParameter).isPresent();
  }
}
