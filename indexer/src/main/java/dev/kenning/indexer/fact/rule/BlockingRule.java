package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.NameText;
import dev.kenning.indexer.fact.sketch.Variable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `blocks`, by what it waits for. Known are the JDK's waiting methods; by name, `lock()` on what
/// is called a lock, `get()` on a future, `await()` on a latch or barrier, `take()` on a queue,
/// `waitFor()` of a process, what reactive and event-driven libraries call their waiting ends,
/// `block()`, `blockingGet()`, `syncUninterruptibly()`, and what is named for waiting:
/// `waitForConfirms()`, `awaitReady()`.
///
/// A lock that is only tried, without a time, does not block. Reading a stream and entering a
/// `synchronized` block are left out: nearly everything would block. So is a future under an `if`
/// that has asked it whether it is done.
final class BlockingRule implements FactRule {
  private static final Map<String, KnownCalls> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put(
        "sleep",
        KnownCalls.of(
            """
            java.lang.Thread: sleep
            java.util.concurrent.TimeUnit: sleep
            java.util.concurrent.locks.LockSupport: parkNanos parkUntil
            com.google.common.util.concurrent.Uninterruptibles: sleepUninterruptibly
            """));
    CALLS.put(
        "wait",
        KnownCalls.of(
            """
            java.lang.Object: wait
            java.util.concurrent.TimeUnit: timedWait
            java.util.concurrent.locks.Condition: await awaitNanos awaitUntil awaitUninterruptibly
            java.util.concurrent.locks.LockSupport: park
            """));
    CALLS.put(
        "lock",
        KnownCalls.of(
            """
            java.util.concurrent.locks.Lock: lock lockInterruptibly
            java.util.concurrent.locks.StampedLock: readLock writeLock readLockInterruptibly \
            writeLockInterruptibly
            java.nio.channels.FileChannel: lock
            """));
    CALLS.put(
        "semaphore",
        KnownCalls.of("java.util.concurrent.Semaphore: acquire acquireUninterruptibly"));
    CALLS.put(
        "join",
        KnownCalls.of(
            """
            java.lang.Thread: join
            java.util.concurrent.TimeUnit: timedJoin
            java.util.concurrent.ExecutorService: awaitTermination invokeAll invokeAny
            java.util.concurrent.ForkJoinPool: invoke awaitQuiescence
            com.google.common.util.concurrent.Uninterruptibles: joinUninterruptibly
            """));
    CALLS.put(
        "future",
        KnownCalls.of(
            """
            java.util.concurrent.Future: get
            java.util.concurrent.CompletableFuture: join
            java.util.concurrent.ForkJoinTask: join invoke
            com.google.common.util.concurrent.Futures: getUnchecked getDone
            com.google.common.util.concurrent.Uninterruptibles: getUninterruptibly
            """));
    CALLS.put(
        "queue",
        KnownCalls.of(
            """
            java.util.concurrent.BlockingQueue: put take
            java.util.concurrent.BlockingDeque: putFirst putLast takeFirst takeLast
            java.util.concurrent.TransferQueue: transfer
            java.util.concurrent.CompletionService: take
            com.google.common.util.concurrent.Uninterruptibles: takeUninterruptibly putUninterruptibly
            """));
    CALLS.put(
        "latch",
        KnownCalls.of(
            """
            java.util.concurrent.CountDownLatch: await
            java.util.concurrent.CyclicBarrier: await
            java.util.concurrent.Phaser: arriveAndAwaitAdvance awaitAdvance awaitAdvanceInterruptibly
            java.util.concurrent.Exchanger: exchange
            com.google.common.util.concurrent.Uninterruptibles: awaitUninterruptibly
            """));
    CALLS.put("process", KnownCalls.of("java.lang.Process: waitFor"));
    CALLS.put(
        "network",
        KnownCalls.of(
            """
            java.net.ServerSocket: accept
            java.net.Socket: connect
            java.net.DatagramSocket: receive
            java.nio.channels.Selector: select
            java.nio.channels.ServerSocketChannel: accept
            java.net.http.HttpClient: send
            java.net.HttpURLConnection: connect getResponseCode getInputStream
            okhttp3.Call: execute
            org.springframework.web.client.RestTemplate: *
            """));
  }

  private static final Set<String> CALLBACKS =
      Set.of("apply", "applyx", "accept", "operationComplete", "onComplete", "onDone", "completed");

  private static final Set<String> DONE =
      Set.of("isDone", "isSuccess", "isCompleted", "isSuccessful", "isCompletedNormally");

  /// `waitForResult`, `awaitReady`, `waitUntilDone`; with `Async` at its end it does not.
  private static final Pattern WAITING =
      Pattern.compile(
          "(?:waitFor|waitUntil|waitWhile|waitOn|await(?!Termination\\b))\\p{Upper}\\w*(?<!Async)");

  /// What knows whether or how long to wait, and waits for nothing itself.
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?i).*(?:config|configuration|conf|options|settings|properties|props|policy|builder|mock)");

  private static final Pattern HANDLES =
      Pattern.compile("(?:\\w*(?:Future|Promise|Stage|Mono|Flux|Uni|Single|Completable))\\b.*");

  private static final Pattern SHARED = Pattern.compile("(?:latch|lock|mutex)\\b");

  /// Waiting methods that wait only if they are told how long.
  private static final KnownCalls TIMED_LOCK =
      KnownCalls.of(
          """
          java.util.concurrent.locks.Lock: tryLock
          java.util.concurrent.locks.StampedLock: tryReadLock tryWriteLock
          """);

  private static final KnownCalls TIMED_SEMAPHORE =
      KnownCalls.of("java.util.concurrent.Semaphore: tryAcquire");
  private static final KnownCalls TIMED_QUEUE =
      KnownCalls.of(
          """
          java.util.concurrent.BlockingQueue: poll offer
          java.util.concurrent.BlockingDeque: pollFirst pollLast offerFirst offerLast
          java.util.concurrent.CompletionService: poll
          """);

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (!call.isInvoked() || isKnownToBeDone(call) || isCallback(method, call)) {
        continue;
      }
      Optional<String> known = known(call, method);
      if (known.isPresent()) {
        facts.add(FactKind.BLOCKS, known.get(), call.place());
      } else {
        named(call, method)
            .ifPresent(how -> facts.add(FactKind.BLOCKS, how, Resolution.BY_NAME, call.place()));
      }
    }
  }

  /// `void apply(Future done) { done.get(); }`: it is called when there is nothing to wait for.
  private static boolean isCallback(MethodSketch method, Call call) {
    boolean ownEnd =
        call.name().equals("get")
            && call.arguments().isEmpty()
            && call.onSelf()
            && method.head().name().equals("done");
    boolean noTime =
        call.name().equals("get")
            && call.argument(0).filter(time -> NameText.of(time).equals("0")).isPresent();
    if (ownEnd || noTime) {
      return true;
    }
    return call.name().equals("get")
        && call.arguments().isEmpty()
        && CALLBACKS.contains(method.head().name())
        && call.receiver().flatMap(method::variable).filter(Variable::isParameter).isPresent();
  }

  /// `if (future.isDone()) { future.get(); }` has nothing left to wait for.
  private static boolean isKnownToBeDone(Call call) {
    String future = call.receiver().map(NameText::of).orElse("");
    if (future.isEmpty() || !call.name().equals("get") || !call.arguments().isEmpty()) {
      return false;
    }
    for (Frame at = call.place().frame(); at != null; at = at.around()) {
      boolean done =
          at.kind() == Frame.Kind.BRANCH
              && at.node() instanceof IfStmt choice
              && isIn(choice.getThenStmt(), call.node())
              && asksDone(choice.getCondition(), future);
      if (done) {
        return true;
      }
    }
    return false;
  }

  /// Alone, or with other conditions that have to hold.
  private static boolean asksDone(Expression condition, String future) {
    Expression bare = MethodSketch.bare(condition);
    if (bare instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.AND) {
      return asksDone(both.getLeft(), future) || asksDone(both.getRight(), future);
    }
    return DONE.contains(asked(bare, future));
  }

  /// `isDone` of `future.isDone()`.
  private static String asked(Expression condition, String future) {
    return condition instanceof MethodCallExpr question
            && question.getScope().filter(s -> NameText.of(s).equals(future)).isPresent()
        ? question.getNameAsString()
        : "";
  }

  @SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
  private static boolean isIn(Node part, Node node) {
    Optional<Node> at = Optional.of(node);
    while (at.isPresent() && at.get() != part) {
      at = at.get().getParentNode();
    }
    return at.isPresent();
  }

  private static Optional<String> known(Call call, MethodSketch method) {
    for (Map.Entry<String, KnownCalls> way : CALLS.entrySet()) {
      if (way.getValue().has(call, method.types())) {
        return Optional.of(way.getKey());
      }
    }
    int arguments = call.arguments().size();
    if (arguments >= 2 && TIMED_LOCK.has(call, method.types())) {
      return Optional.of("lock");
    }
    if (arguments >= 2 && TIMED_SEMAPHORE.has(call, method.types())) {
      return Optional.of("semaphore");
    }
    boolean timedQueue =
        arguments >= (call.name().startsWith("offer") ? 3 : 2)
            && TIMED_QUEUE.has(call, method.types());
    return timedQueue ? Optional.of("queue") : Optional.empty();
  }

  private static Optional<String> named(Call call, MethodSketch method) {
    if (SleepRule.isSleep(call, method)) {
      return Optional.of("sleep");
    }
    if (LockRule.isLockByName(method, call) && !call.name().startsWith("try")) {
      String holder = LockRule.lastName(call.receiver()) + call.owner().simpleName();
      return Optional.of(
          holder.toLowerCase(Locale.ROOT).contains("semaphore") ? "semaphore" : "lock");
    }
    boolean ofJdk = call.resolved() && call.owner().name().startsWith("java.");
    if (!ofJdk && isNamedWait(method, call)) {
      return Optional.of("wait");
    }
    if (ofJdk || call.receiver().isEmpty()) {
      return Optional.empty();
    }
    String receiver =
        (LockRule.lastName(call.receiver()) + " " + call.owner().simpleName())
            .toLowerCase(Locale.ROOT);
    return switch (call.name()) {
      case "get", "join" ->
          receiver.contains("future")
                  || LockRule.lastName(call.receiver()).toLowerCase(Locale.ROOT).endsWith("fut")
              ? Optional.of("future")
              : receiver.contains("thread") && call.name().equals("join")
                  ? Optional.of("join")
                  : Optional.empty();
      case "await" ->
          receiver.contains("latch") || receiver.contains("barrier")
              ? Optional.of("latch")
              : receiver.contains("condition") ? Optional.of("wait") : Optional.empty();
      case "blockingGet",
          "blockingAwait",
          "blockingFirst",
          "blockingLast",
          "blockLast",
          "blockFirst",
          "syncUninterruptibly",
          "getUninterruptibly" ->
          Optional.of("future");
      case "getUnchecked" -> receiver.contains("cache") ? Optional.empty() : Optional.of("future");
      case "acquireExclusive", "acquireShared", "acquireRead", "acquireWrite" ->
          SHARED.matcher(receiver).find() ? Optional.of("lock") : Optional.empty();
      case "block" -> call.arguments().size() <= 1 ? Optional.of("future") : Optional.empty();
      case "awaitUninterruptibly", "sync" ->
          receiver.contains("future") || receiver.contains("channel") || receiver.contains("close")
              ? Optional.of("future")
              : Optional.empty();
      case "awaitTermination" -> Optional.of("join");
      case "waitFor" -> receiver.contains("process") ? Optional.of("process") : Optional.empty();
      case "take" -> receiver.contains("queue") ? Optional.of("queue") : Optional.empty();
      case "acquire" ->
          receiver.contains("semaphore") ? Optional.of("semaphore") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// `peer.wait(100)` can be nothing but `Object`'s; `channel.waitForConfirms(timeout)`.
  private static boolean isNamedWait(MethodSketch method, Call call) {
    if (!call.isMethod()) {
      return false;
    }
    boolean ofObject =
        call.name().equals("wait")
            && (call.arguments().isEmpty()
                || (call.arguments().size() == 1 && isTime(method, call.arguments().getFirst())));
    boolean asked = SETTINGS.matcher(LockRule.lastName(call.receiver())).matches();
    return ofObject || (WAITING.matcher(call.name()).matches() && !asked && !isKept(call));
  }

  private static boolean isTime(MethodSketch method, Expression argument) {
    return method.typeOf(argument).isPrimitive() || !method.typeOf(argument).isNamed();
  }

  /// `future = waitForAnswer(id)` starts to wait and gives a handle back.
  private static boolean isKept(Call call) {
    return call.node()
        .getParentNode()
        .filter(parent ->
            parent instanceof VariableDeclarator variable
                && HANDLES.matcher(variable.getTypeAsString()).matches())
        .isPresent();
  }
}
