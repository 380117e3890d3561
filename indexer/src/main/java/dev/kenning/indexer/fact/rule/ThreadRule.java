package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// `starts-threads`: a thread that is started, an executor or timer that is made, work that is
/// handed to one, a stream made parallel. By name, `execute`, `submit` and `schedule…` on what is
/// called an executor, scheduler or pool.
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
            whenCompleteAsync exceptionallyAsync completeAsync
            java.util.concurrent.CompletionStage: thenApplyAsync thenAcceptAsync thenRunAsync \
            thenComposeAsync thenCombineAsync handleAsync whenCompleteAsync
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
      if (!found[0] && isNamed(call)) {
        facts.add(FactKind.STARTS_THREADS, "task", Resolution.BY_NAME, call.place());
      }
    }
  }

  private static boolean isNamed(Call call) {
    if (!call.isInvoked() || !NAMES.contains(call.name()) || call.receiver().isEmpty()) {
      return false;
    }
    if (call.resolved() && call.owner().name().startsWith("java.")) {
      return false;
    }
    String receiver = LockRule.lastName(call.receiver()).toLowerCase(Locale.ROOT);
    String type = call.owner().simpleName().toLowerCase(Locale.ROOT);
    return isPoolName(receiver) || isPoolName(type);
  }

  private static boolean isPoolName(String name) {
    return name.endsWith("executor")
        || name.endsWith("executorservice")
        || name.endsWith("scheduler")
        || name.endsWith("threadpool")
        || name.equals("pool");
  }
}
