package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.Loop;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Thrown;
import dev.kenning.indexer.fact.sketch.Variable;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `times-out`: a wait with a limit, a limit that is set on a connection, request or future, a
/// `TimeoutException` that is thrown anew, or declared where a limit is in sight, a loop that asks
/// the clock whether it is too late. By name, a setter of a timeout, a wait with a `TimeUnit`, and
/// a wait that is given what is called a timeout.
///
/// A pause is no limit (see `sleeps`), nor is a `wait` for what is called a delay, nor a timer that
/// only wakes; a timeout of 0 takes the limit away, the age of something is no deadline, and a time
/// to live gives nothing up. Misses limits in configuration, and waits of unknown types whose
/// argument is not called a timeout.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
final class TimeoutRule implements FactRule {
  private static final KnownCalls LIMITS =
      KnownCalls.of(
          """
          java.util.concurrent.CompletableFuture: orTimeout completeOnTimeout
          java.net.Socket: setSoTimeout
          java.net.ServerSocket: setSoTimeout
          java.net.DatagramSocket: setSoTimeout
          java.net.URLConnection: setConnectTimeout setReadTimeout
          java.net.http.HttpRequest.Builder: timeout
          java.net.http.HttpClient.Builder: connectTimeout
          java.sql.DriverManager: setLoginTimeout
          javax.sql.CommonDataSource: setLoginTimeout
          java.sql.Statement: setQueryTimeout
          java.sql.Connection: setNetworkTimeout
          java.util.concurrent.locks.Condition: awaitNanos awaitUntil
          """);

  /// Waits that have a limit if they have this many arguments.
  private static final KnownCalls LIMITED_BY_ONE =
      KnownCalls.of(
          """
          java.lang.Object: wait
          java.lang.Thread: join
          java.nio.channels.Selector: select
          """);

  private static final KnownCalls LIMITED_BY_TWO =
      KnownCalls.of(
          """
          java.util.concurrent.Future: get
          java.util.concurrent.ExecutorService: awaitTermination
          java.util.concurrent.CountDownLatch: await
          java.util.concurrent.CyclicBarrier: await
          java.util.concurrent.locks.Lock: tryLock
          java.util.concurrent.locks.Condition: await
          java.util.concurrent.locks.StampedLock: tryReadLock tryWriteLock
          java.util.concurrent.Semaphore: tryAcquire
          java.util.concurrent.BlockingQueue: poll
          java.util.concurrent.BlockingDeque: pollFirst pollLast
          java.util.concurrent.CompletionService: poll
          java.util.concurrent.Exchanger: exchange
          java.lang.Process: waitFor
          java.net.Socket: connect
          """);

  private static final KnownCalls LIMITED_BY_THREE =
      KnownCalls.of(
          """
          java.util.concurrent.BlockingQueue: offer
          java.util.concurrent.ExecutorService: invokeAll invokeAny
          """);

  /// What is to happen when the time is over.
  private static final KnownCalls SCHEDULED =
      KnownCalls.of(
          """
          java.util.concurrent.ScheduledExecutorService: schedule
          java.util.Timer: schedule
          """);

  /// By name with a `TimeUnit` as the last argument.
  private static final Set<String> WAITS =
      Set.of(
          "get",
          "await",
          "poll",
          "offer",
          "tryLock",
          "tryAcquire",
          "awaitTermination",
          "join",
          "waitFor",
          "take",
          "acquire",
          "tryEnter",
          "close",
          "withTimeout",
          "setTimeout",
          "timeout",
          "awaitUninterruptibly",
          "getUninterruptibly");

  /// What sets a limit: `setReadTimeout`, `withTimeout`, `connectTimeout`, `socketTimeoutMillis`.
  private static final Pattern SETTERS =
      Pattern.compile(
          "(?:(?:set|with)(?:\\p{Upper}\\p{Alnum}*)?Timeout|orTimeout"
              + "|(?:connect|connection|read|write|call|socket|so|request|response|query|idle|session"
              + "|login|lock|acquire|command|operation)(?:\\p{Upper}\\p{Alnum}*)?Timeout)"
              + "(?:In)?(?:Ms|Millis|Milliseconds|MilliSeconds|Nanos|Secs|Seconds|Duration)?");

  /// Waits that are given what is called a timeout, or a number where a `TimeoutException` may come
  /// of it.
  private static final Pattern NAMED_WAITS =
      Pattern.compile(
          "(?:wait|await|join|poll|take|acquire|lock|tryLock|tryAcquire|receive|blockUntil|park"
              + "|connect|send|request|stop|shutdown|block|get|call|invoke|submit|execute|exchange)"
              + "(?:\\p{Upper}\\p{Alnum}*)?");

  /// What gives nothing up though it is given a timeout: it keeps it, shows it, checks it, computes
  /// with it, or looks something up by it.
  private static final Pattern KEEPS =
      Pattern.compile(
          "(?:set|put|add|maybe|defaults|mark|append|log|debug|trace|info|warn|error|format|print|valueOf|equals|max|min"
              + "|convert|parse|check|validate|require|assert|expect|is|to|of|from|write|encode|decode"
              + "|calculate|compute|on|register|record|update|compare|sum|property|config|configure|hash"
              + "|field|attribute|name|of|read|serialize|pack|describe|contains|has|remove|store|accept"
              + "|apply|test|abs|round|increment|define|key|value|arg|param|with|new|create|build|make"
              + "|expire|reap|evict|purge|prune|persist|touch|extend|renew|refresh|deadline\\w*|initial|init|nullSafe|plus|minus|multiplied|divided|between|detach|cancel|ensure|notNull|isTrue"
              + "|setProperty|normalize|resolve|evaluate|coalesce|String"
              + "|get(?:Long|Int|Integer|Duration|Property|String|Value|Number|Option|OrDefault))"
              + "(?:\\p{Upper}\\w*)?");

  /// What is to come when the time is over.
  private static final Pattern OVERS = Pattern.compile("schedule\\w*Timeout\\w*");

  /// Asks or says something of a time: `expiresBefore(deadline)`.
  private static final Pattern TELLS =
      Pattern.compile(
          "\\w*(?:Before|After|Expires?|Expired|Exceeds?|Exceeded|Passed|Reached|Elapsed)");

  /// From so many letters on a name says which time it is: `dumpTimeout`.
  private static final int TELLING_LENGTH = 9;

  /// By these names a call with a limit sets it.
  private static final Pattern LIMITING =
      Pattern.compile(
          "\\p{Lower}\\w*With(?:in)?(?:Timeout|Deadline)\\w*|newTimeout|withDeadline\\w*|connection_isValid|isValid"
              + "|schedule\\w*|reschedule\\w*");

  /// In lower case without underscores: `connecttimeoutmillis`, not `timeoutkey`.
  private static final Pattern LIMIT_NAMES =
      Pattern.compile(
          ".*timeout(?:in)?(?:ms|msec|msecs|millis|milliseconds|milli|nanos|ns|sec|secs|seconds"
              + "|duration|value|time|date|tomillis|tonanos)?|deadline(?:ms|millis|nanos|ts)?");

  /// What gives a constant or a field back.
  private static final Set<String> GIVES = Set.of("valueOf", "of", "emptyList", "completedFuture");

  /// Constants that name a state or a sort, `RETRY_STATE_TIMEOUT`, hold no time.
  private static final Pattern SORTS =
      Pattern.compile(
          "(?:\\w*_)?(?:STATE|STATUS|TYPE|KIND|CODE|REASON|ERROR|KEY|CAUSE|RESULT)_\\w+");

  /// Types that a length of time is made or changed by.
  private static final Set<String> LENGTHS =
      Set.of("Timeout", "Duration", "TimeValue", "TimeUnit", "Deadline");

  private static final Pattern OVER =
      Pattern.compile("(?:is|has|was)?(?:Timeout|TimedOut|timedOut)");
  private static final Set<String> NO_LIMITS = Set.of("option", "done", "fail", "complete", "exit");

  private static final Pattern CONFIGURATIONS =
      Pattern.compile(
          "(?i).*(?:options|config|configuration|configurationimpl|conf|cfg|builder|properties|props|settings)");

  private static final Pattern REQUESTS = Pattern.compile("(?i)\\w*requestconfig\\w*");

  private static final Pattern PAUSE =
      Pattern.compile("(?i).*(?:delay|sleep|pause|interval|backoff|period)(?:_?(?:ms|millis))?");
  private static final Pattern CLOCK =
      Pattern.compile(
          "nanoTime|currentTimeMillis|currentTime|currentElapsedTime|currentWallTime|milliseconds"
              + "|nanoseconds|hiResClockMs|now|nowMillis|nowNanos");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (isLimited(call, method)) {
        facts.add(FactKind.TIMES_OUT, call.place());
      } else if (isNamedLimit(call, method)) {
        facts.add(FactKind.TIMES_OUT, "", Resolution.BY_NAME, call.place());
      }
    }
    for (Thrown thrown : method.throwns()) {
      boolean made = MethodSketch.bare(thrown.expression()).isObjectCreationExpr();
      if (made && isTimeout(thrown.type())) {
        facts.add(FactKind.TIMES_OUT, thrown.place());
      }
    }
    boolean declares = method.declaredThrows().stream().anyMatch(TimeoutRule::isTimeout);
    if (declares && mayTakeTime(method) && showsLimit(method)) {
      facts.addAt(FactKind.TIMES_OUT, "", method.head().nameLine());
    }
    for (Loop loop : method.loops()) {
      if (asksTheClock(method, loop)) {
        facts.add(FactKind.TIMES_OUT, loop.place());
      }
    }
  }

  /// Not what gives a constant back and declares the exception because its supertype does.
  private static boolean mayTakeTime(MethodSketch method) {
    return method
            .head()
            .body()
            .filter(body ->
                !body.getStatements().isEmpty()
                    && (!Flow.onlyThrows(body)
                        || method.throwns().stream().anyMatch(thrown -> isTimeout(thrown.type()))))
            .isPresent()
        && (method.throwns().stream().anyMatch(thrown -> isTimeout(thrown.type()))
            || method.calls().stream()
                .anyMatch(call -> call.isMethod() && !GIVES.contains(call.name())));
  }

  /// Whether a limit is passed in or named: an exception that is only let through tells nothing.
  private static boolean showsLimit(MethodSketch method) {
    return method.throwns().stream().anyMatch(thrown -> isTimeout(thrown.type()))
        || method.parameters().stream()
            .anyMatch(given ->
                given.type().simpleName().contains("Timeout")
                    || LENGTHS.contains(given.type().simpleName())
                    || isLimitName(given.name()))
        || method
            .head()
            .body()
            .filter(body ->
                Flow.find(
                    body,
                    node ->
                        switch (node) {
                          case NameExpr name -> isLimitName(name.getNameAsString());
                          case FieldAccessExpr field -> isLimitName(field.getNameAsString());
                          case MethodCallExpr call ->
                              isLimitName(call.getNameAsString())
                                  || LIMITING.matcher(call.getNameAsString()).matches();
                          default -> false;
                        }))
            .isPresent();
  }

  private static boolean isTimeout(JavaType type) {
    return type.simpleName().endsWith("TimeoutException");
  }

  private static boolean isLimited(Call call, MethodSketch method) {
    int arguments = isForEver(call) ? 0 : call.arguments().size();
    return (LIMITS.has(call, method.types()) && !takesLimitAway(call))
        || isParkedFor(call, method)
        || (arguments >= 1 && LIMITED_BY_ONE.has(call, method.types()) && !isPause(call))
        || (arguments >= 2 && LIMITED_BY_TWO.has(call, method.types()))
        || (arguments >= 3 && LIMITED_BY_THREE.has(call, method.types()));
  }

  /// `parkNanos(this, unit.toNanos(time))` in `await(time, unit)`.
  private static boolean isParkedFor(Call call, MethodSketch method) {
    return call.isMethod()
        && call.name().equals("parkNanos")
        && method.parameters().stream()
            .anyMatch(given -> given.type().simpleName().equals("TimeUnit"));
  }

  /// `awaitTermination(Long.MAX_VALUE, NANOSECONDS)` has no limit.
  private static boolean isForEver(Call call) {
    return call.arguments().stream()
        .anyMatch(argument -> NameText.of(argument).endsWith(".MAX_VALUE"));
  }

  /// `setSoTimeout(0)` waits for ever from then on.
  private static boolean takesLimitAway(Call call) {
    return call.argument(0).filter(argument -> NameText.of(argument).equals("0")).isPresent();
  }

  /// `lock.wait(reconnectDelay)`: nothing is given up when the time is over.
  private static boolean isPause(Call call) {
    return PAUSE.matcher(LockRule.lastName(call.argument(0))).matches();
  }

  private static boolean isNamedLimit(Call call, MethodSketch method) {
    if (!call.isMethod() || call.arguments().isEmpty() || isForEver(call)) {
      return false;
    }
    if (OVERS.matcher(call.name()).matches()) {
      return true;
    }
    boolean unit =
        call.arguments().size() >= 2
            && WAITS.contains(call.name())
            && isUnit(method, call.arguments().getLast());
    if (unit) {
      return true;
    }
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java.");
    if (ofJdk) {
      return SCHEDULED.has(call, method.types()) && isNamedWait(call, method);
    }
    boolean sets =
        SETTERS.matcher(call.name()).matches()
            && !call.onSelf()
            && !isKept(method, call)
            && !takesLimitAway(call);
    return sets || isNamedWait(call, method);
  }

  /// `super.setTimeout(…)` of options, and `configuration.setTimeout(…)`, only keep it.
  private static boolean isKept(MethodSketch method, Call call) {
    if (REQUESTS.matcher(LockRule.lastName(call.receiver())).matches()) {
      return false; // the configuration of one request
    }
    boolean ofConfiguration =
        call.receiver().filter(Expression::isSuperExpr).isPresent() || call.onSelf();
    return (ofConfiguration && CONFIGURATIONS.matcher(method.type().name()).matches())
        || CONFIGURATIONS.matcher(LockRule.lastName(call.receiver())).matches();
  }

  /// `pool.join(shutdownTimeout)`, `reply.get(timeout)` where a `TimeoutException` may come of it.
  private static boolean isNamedWait(Call call, MethodSketch method) {
    String name = call.name();
    boolean limiting = LIMITING.matcher(name).matches();
    if (LENGTHS.contains(call.owner().simpleName())
        || TELLS.matcher(name).matches()
        || isProperty(call)
        || isOverload(method, call)) {
      return false;
    }
    if (call.arguments().stream().anyMatch(argument -> isLimit(method, argument, name))) {
      return limiting || (!KEEPS.matcher(name).matches() && !isKept(method, call));
    }
    return NAMED_WAITS.matcher(name).matches()
        && knowsTimeouts(method)
        && call.arguments().stream().anyMatch(TimeoutRule::isNumber);
  }

  /// `timeout(Duration limit) { return timeout(limit.toMillis()); }` of a builder.
  private static boolean isOverload(MethodSketch method, Call call) {
    return call.onSelf() && call.name().equals("timeout") && method.head().name().equals("timeout");
  }

  /// `dumpTimeoutAsync(dumpTimeout)` sets what it is called for.
  private static boolean isProperty(Call call) {
    String last =
        call.arguments().isEmpty()
            ? ""
            : LockRule.lastName(Optional.of(call.arguments().getLast()));
    return last.length() >= TELLING_LENGTH
        && call.name().toLowerCase(Locale.ROOT).startsWith(last.toLowerCase(Locale.ROOT));
  }

  /// What is called a timeout; a constant, `WAIT_TIMEOUT`, may be a key where something is got.
  private static boolean isLimit(MethodSketch method, Expression argument, String calling) {
    if (method.typeOf(argument).simpleName().equalsIgnoreCase("boolean")) {
      return false;
    }
    String written = LockRule.lastName(Optional.of(unwrapped(argument)));
    boolean constant = written.equals(written.toUpperCase(Locale.ROOT));
    boolean sort = SORTS.matcher(written).matches();
    boolean asks = calling.startsWith("get") && !LIMITING.matcher(calling).matches();
    if (constant && (sort || asks || NO_LIMITS.contains(calling))) {
      return false;
    }
    return isLimitName(written);
  }

  private static boolean isLimitName(String written) {
    String name = written.toLowerCase(Locale.ROOT).replace("_", "");
    return LIMIT_NAMES.matcher(name).matches() || name.startsWith("maxwait");
  }

  private static boolean isNumber(Expression argument) {
    return argument.isIntegerLiteralExpr() || argument.isLongLiteralExpr();
  }

  /// `timeout` of `Duration.ofMillis(timeout)`, `SECONDS.toMillis(timeout)`, `timeout.toNanos()`.
  private static Expression unwrapped(Expression argument) {
    if (!(MethodSketch.bare(argument) instanceof MethodCallExpr made)) {
      return argument;
    }
    String name = made.getNameAsString();
    if ((name.startsWith("of") || name.startsWith("to")) && made.getArguments().size() == 1) {
      return made.getArgument(0);
    }
    return name.startsWith("to") && made.getArguments().isEmpty()
        ? made.getScope().orElse(argument)
        : argument;
  }

  private static boolean knowsTimeouts(MethodSketch method) {
    return method.declaredThrows().stream().anyMatch(TimeoutRule::isTimeout)
        || method.catches().stream()
            .flatMap(caught -> caught.types().stream())
            .anyMatch(TimeoutRule::isTimeout);
  }

  private static boolean isUnit(MethodSketch method, Expression argument) {
    return method.typeOf(argument).is("java.util.concurrent.TimeUnit")
        || NameText.of(argument).startsWith("TimeUnit.")
        || isUnitName(NameText.of(argument));
  }

  /// `TimeUnit.SECONDS`, and by name alone `SECONDS` and `unit`.
  static boolean isUnitText(Expression argument) {
    String text = NameText.of(argument);
    return text.startsWith("TimeUnit.")
        || isUnitName(text)
        || text.equals("unit")
        || text.equals("timeUnit");
  }

  private static boolean isUnitName(String text) {
    return switch (text) {
      case "NANOSECONDS", "MICROSECONDS", "MILLISECONDS", "SECONDS", "MINUTES", "HOURS" -> true;
      default -> false;
    };
  }

  /// `while (System.nanoTime() < end)`, or in the loop `if (now() - start > limit) throw`.
  private static boolean asksTheClock(MethodSketch method, Loop loop) {
    boolean asked =
        loop.condition()
            .filter(condition ->
                comparesClock(method, condition) || Flow.find(condition, TimeoutRule::asksOver))
            .isPresent();
    if (asked) {
      return true;
    }
    return Flow.find(
        loop.body(),
        node ->
            node instanceof IfStmt choice
                && comparesClock(method, choice.getCondition())
                && (!Flow.goesOn(choice.getThenStmt()) || Flow.leavesLoop(choice.getThenStmt()))
                && method
                    .place(choice)
                    .flatMap(place -> place.frame().innermostHere(Frame.Kind.LOOP))
                    .filter(frame -> frame.node() == loop.statement())
                    .isPresent());
  }

  /// `!isTimeout()`, `hasTimedOut()`.
  private static boolean asksOver(Node node) {
    return node instanceof MethodCallExpr call && OVER.matcher(call.getNameAsString()).matches();
  }

  private static boolean comparesClock(MethodSketch method, Expression condition) {
    return Flow.find(
        condition,
        node ->
            node instanceof BinaryExpr binary
                && switch (binary.getOperator()) {
                  case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS ->
                      tellsTime(method, binary.getLeft()) || tellsTime(method, binary.getRight());
                  default -> false;
                });
  }

  private static boolean tellsTime(MethodSketch method, Expression side) {
    if (asksTime(side)) {
      return !isAge(method, side);
    }
    Optional<Variable> variable = method.variable(side);
    return variable
        .flatMap(Variable::initial)
        .filter(initial ->
            initial instanceof BinaryExpr difference
                && difference.getOperator() == BinaryExpr.Operator.MINUS
                && asksTime(difference)
                && !isAge(method, difference))
        .isPresent();
  }

  /// `now - file.lastModified()`: since when something else is, not since when this waits.
  private static boolean isAge(MethodSketch method, Expression side) {
    return MethodSketch.bare(side) instanceof BinaryExpr difference
        && difference.getOperator() == BinaryExpr.Operator.MINUS
        && method
            .variable(difference.getRight())
            .flatMap(Variable::initial)
            .filter(initial -> !initial.isLiteralExpr() && !asksTime(initial))
            .isPresent();
  }

  private static boolean asksTime(Expression expression) {
    return Flow.find(
        expression,
        node ->
            node instanceof MethodCallExpr call && CLOCK.matcher(call.getNameAsString()).matches());
  }
}
