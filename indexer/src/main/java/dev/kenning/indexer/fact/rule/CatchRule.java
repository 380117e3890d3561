package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Catch;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.JavaType;

/// `catches`: the types of every catch clause. Misses nothing; a clause in a lambda is deferred.
final class CatchRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Catch caught : method.catches()) {
      for (JavaType type : caught.types()) {
        facts.add(FactKind.CATCHES, type.name(), resolution(type), caught.place());
      }
    }
  }

  static Resolution resolution(JavaType type) {
    return type.known() ? Resolution.RESOLVED : Resolution.BY_NAME;
  }
}
