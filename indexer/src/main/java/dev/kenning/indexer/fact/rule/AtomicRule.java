package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `atomic`: calls on the types of `java.util.concurrent.atomic` and on `VarHandle`, and
/// compare-and-set and counting by their names.
///
/// Misses other calls on atomic variables that other files declare.
final class AtomicRule implements FactRule {
  private static final KnownCalls CALLS =
      KnownCalls.of(
          """
          java.util.concurrent.atomic.*: *
          java.lang.invoke.VarHandle: *
          com.google.common.util.concurrent.AtomicDouble: *
          com.google.common.util.concurrent.AtomicLongMap: *
          """);

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      if (CALLS.has(call, method.types())) {
        facts.add(FactKind.ATOMIC, call.place());
      } else if (!call.onSelf() && call.isInvoked() && isNamedAtomic(call.name())) {
        facts.add(FactKind.ATOMIC, "", dev.kenning.indexer.fact.Resolution.BY_NAME, call.place());
      }
    }
  }

  private static boolean isNamedAtomic(String name) {
    return name.equals("incrementAndGet")
        || name.equals("decrementAndGet")
        || name.equals("getAndIncrement")
        || name.equals("getAndDecrement")
        || name.equals("addAndGet")
        || name.equals("getAndAdd")
        || name.equals("getAndUpdate")
        || name.equals("updateAndGet")
        || name.equals("accumulateAndGet")
        || name.equals("getAndAccumulate")
        || name.equals("lazySet")
        || name.startsWith("compareAndSet")
        || name.startsWith("compareAndSwap")
        || name.startsWith("weakCompareAndSet")
        || name.startsWith("compareAndExchange");
  }
}
