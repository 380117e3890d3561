package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Loop;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `loops`: every `for`, `while` and `do`. Misses streams and `forEach`, which are calls; a loop in
/// a lambda is deferred.
final class LoopRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Loop loop : method.loops()) {
      facts.add(FactKind.LOOPS, loop.place());
    }
  }
}
