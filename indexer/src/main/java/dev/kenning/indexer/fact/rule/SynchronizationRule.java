package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.sketch.Place;

/// `synchronizes`: the modifier, or a block. Misses nothing.
final class SynchronizationRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.head().modifiers().contains("synchronized")) {
      facts.addAt(FactKind.SYNCHRONIZES, "", method.head().nameLine());
    }
    for (SynchronizedStmt block : method.synchronizeds()) {
      boolean deferred = method.place(block).filter(Place::deferred).isPresent();
      facts.add(FactKind.SYNCHRONIZES, "", Resolution.RESOLVED, MethodSketch.line(block), deferred);
    }
  }
}
