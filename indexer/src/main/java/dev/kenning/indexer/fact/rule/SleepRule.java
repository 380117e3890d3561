package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Set;

/// `sleeps`: `Thread.sleep`, `TimeUnit.sleep`, `LockSupport.parkNanos` and `parkUntil`; by name,
/// any call of `sleep`, `sleepUninterruptibly`, `sleepQuietly` and the like.
///
/// Waiting for something, with or without a limit, is no sleep.
final class SleepRule implements FactRule {
  private static final KnownCalls CALLS =
      KnownCalls.of(
          """
          java.lang.Thread: sleep
          java.util.concurrent.TimeUnit: sleep
          java.util.concurrent.locks.LockSupport: parkNanos parkUntil
          com.google.common.util.concurrent.Uninterruptibles: sleepUninterruptibly
          """);

  private static final Set<String> NAMES =
      Set.of(
          "sleep",
          "sleepUninterruptibly",
          "sleepQuietly",
          "sleepSafely",
          "sleepSilently",
          "safeSleep",
          "trySleep",
          "sleepMillis",
          "sleepSeconds",
          "sleepNanos");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (CALLS.has(call, method.types())) {
        facts.add(FactKind.SLEEPS, call.place());
      } else if (call.isInvoked() && NAMES.contains(call.name())) {
        facts.add(FactKind.SLEEPS, "", Resolution.BY_NAME, call.place());
      }
    }
  }

  static boolean isSleep(Call call, MethodSketch method) {
    return CALLS.has(call, method.types()) || (call.isInvoked() && NAMES.contains(call.name()));
  }
}
