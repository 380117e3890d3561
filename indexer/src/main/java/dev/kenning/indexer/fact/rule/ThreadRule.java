package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `starts-threads`: a thread that is started, an executor or timer that is made, work that is
/// handed to one, a stream made parallel. By name, `execute`, `submit` and `schedule…` on what is
/// called an executor, scheduler or pool, `start` on what is called a thread, and the making of
/// what is called a thread pool or an executor service.
///
/// Also by name: a `schedule` of its own that is given a unit of time, `submit` and `execute` of an
/// event loop, a timer's `schedule` and `newTimeout`, and `runAsync` and the like. What is called
/// an executor and executes nothing that it is given, or a command, statement or query, runs it
/// here.
///
/// Making a thread without starting it is not enough. Misses what called methods start.
final class ThreadRule implements FactRule {
  private static final Map<String, KnownCalls> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put(
        "thread",
        KnownCalls.of(
            """
            java.lang.Thread: start startVirtualThread
            java.lang.Thread.Builder: start
            """));
    CALLS.put(
        "pool",
        KnownCalls.of(
            """
            java.util.concurrent.Executors: newFixedThreadPool newCachedThreadPool \
            newSingleThreadExecutor newSingleThreadScheduledExecutor newScheduledThreadPool \
            newWorkStealingPool newVirtualThreadPerTaskExecutor newThreadPerTaskExecutor
            java.util.concurrent.ThreadPoolExecutor: new
            java.util.concurrent.ScheduledThreadPoolExecutor: new
            java.util.concurrent.ForkJoinPool: new
            java.util.Timer: new
            """));
    CALLS.put(
        "task",
        KnownCalls.of(
            """
            java.util.concurrent.Executor: execute
            java.util.concurrent.ExecutorService: submit invokeAll invokeAny
            java.util.concurrent.ScheduledExecutorService: schedule scheduleAtFixedRate \
            scheduleWithFixedDelay
            java.util.concurrent.CompletionService: submit
            java.util.concurrent.ForkJoinPool: execute submit invoke
            java.util.concurrent.ForkJoinTask: fork invokeAll
            java.util.concurrent.CompletableFuture: supplyAsync runAsync thenApplyAsync \
            thenAcceptAsync thenRunAsync thenComposeAsync thenCombineAsync handleAsync \
            whenCompleteAsync exceptionallyAsync completeAsync acceptEitherAsync \
            applyToEitherAsync runAfterBothAsync runAfterEitherAsync thenAcceptBothAsync
            java.util.concurrent.CompletionStage: thenApplyAsync thenAcceptAsync thenRunAsync \
            thenComposeAsync thenCombineAsync handleAsync whenCompleteAsync acceptEitherAsync \
            applyToEitherAsync runAfterBothAsync runAfterEitherAsync thenAcceptBothAsync \
            exceptionallyAsync exceptionallyComposeAsync
            java.util.Timer: schedule scheduleAtFixedRate
            com.google.common.util.concurrent.ListeningExecutorService: submit invokeAll
            com.google.common.util.concurrent.ListeningScheduledExecutorService: schedule \
            scheduleAtFixedRate scheduleWithFixedDelay
            """));
    CALLS.put(
        "parallel",
        KnownCalls.of(
            """
            java.util.Collection: parallelStream
            java.util.stream.BaseStream: parallel
            java.util.Arrays: parallelSort parallelPrefix parallelSetAll
            """));
  }

  private static final Set<String> NAMES =
      Set.of("execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay");

  private static final Pattern POOL_TYPES =
      Pattern.compile(
          ".*(?:ThreadPool|ThreadPoolExecutor|ThreadExecutor|ExecutorService|ScheduledExecutor"
              + "|PooledExecutor|ForkJoinPool)");
  private static final Pattern POOL_MAKERS =
      Pattern.compile(
          "new\\w*(?:ThreadPool|ThreadExecutor|ThreadScheduledExecutor|ExecutorService|PerTaskExecutor)");

  /// What is called an executor of these does the work while its caller waits.
  private static final Pattern RUNS_HERE =
      Pattern.compile(
          ".*(?:command|statement|query|sql|script|operation|request|method|plan|batch|retry\\w*"
              + "|transaction|update|delete|process|exec)executor(?:service)?");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      boolean[] found = {false};
      CALLS.forEach((what, calls) -> {
        if (calls.has(call, method.types())) {
          found[0] = true;
          facts.add(FactKind.STARTS_THREADS, what, call.place());
        }
      });
      if (!found[0]) {
        named(call)
            .ifPresent(
                what -> facts.add(FactKind.STARTS_THREADS, what, Resolution.BY_NAME, call.place()));
      }
    }
  }

  private static Optional<String> named(Call call) {
    if (call.resolved() && call.owner().name().startsWith("java.")) {
      return Optional.empty();
    }
    if (isNamed(call) || isScheduled(call) || isAsync(call)) {
      return Optional.of("task");
    }
    if (isThreadStart(call)) {
      return Optional.of("thread");
    }
    return isPoolMade(call) ? Optional.of("pool") : Optional.empty();
  }

  /// `acceptorThread.start()` of a thread whose class another file declares.
  private static boolean isThreadStart(Call call) {
    return call.isMethod()
        && call.name().equals("start")
        && call.arguments().isEmpty()
        && (endsWithThread(LockRule.lastName(call.receiver()))
            || endsWithThread(call.owner().simpleName()));
  }

  private static boolean endsWithThread(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith("thread");
  }

  /// `new VirtualThreadExecutor(name)`, `ThreadUtils.newSingleThreadExecutor(name)`.
  private static boolean isPoolMade(Call call) {
    return call.form() == Call.Form.CONSTRUCTOR
        ? POOL_TYPES.matcher(call.owner().simpleName()).matches()
        : call.isMethod() && POOL_MAKERS.matcher(call.name()).matches();
  }

  private static boolean isNamed(Call call) {
    boolean handsOver =
        call.form() == Call.Form.REFERENCE || (call.isMethod() && !call.arguments().isEmpty());
    if (!handsOver || !NAMES.contains(call.name()) || call.receiver().isEmpty()) {
      return false;
    }
    String receiver = LockRule.lastName(call.receiver()).toLowerCase(Locale.ROOT);
    String type = call.owner().simpleName().toLowerCase(Locale.ROOT);
    boolean pool = isPoolName(receiver) || isPoolName(type);
    boolean runsHere = RUNS_HERE.matcher(receiver).matches() || RUNS_HERE.matcher(type).matches();
    return pool && (!runsHere || call.argument(0).filter(ThreadRule::isTask).isPresent());
  }

  private static boolean isTask(Expression argument) {
    return argument.isLambdaExpr() || argument.isMethodReferenceExpr() || argument.isThisExpr();
  }

  /// `schedule(task, 3, TimeUnit.SECONDS)` of its own, `timer.newTimeout(task, 3, SECONDS)`.
  private static boolean isScheduled(Call call) {
    if (!call.isMethod() || call.arguments().size() < 2) {
      return false;
    }
    boolean unit = TimeoutRule.isUnitText(call.arguments().getLast());
    return (call.name().startsWith("schedule") && unit) || call.name().equals("newTimeout");
  }

  private static boolean isAsync(Call call) {
    return call.isMethod()
        && !call.arguments().isEmpty()
        && (call.name().equals("runAsync") || call.name().equals("supplyAsync"));
  }

  private static boolean isPoolName(String name) {
    return name.endsWith("executor")
        || name.endsWith("executorservice")
        || name.endsWith("scheduler")
        || name.endsWith("threadpool")
        || name.endsWith("eventloop")
        || name.endsWith("eventloopgroup")
        || name.equals("workergroup")
        || name.equals("timer")
        || name.equals("pool");
  }
}
