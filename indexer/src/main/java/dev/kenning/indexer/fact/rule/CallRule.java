package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `calls` and `creates`: every call, every method reference, every `new`.
///
/// The owner is the receiver's declared type. Misses reflection, and what frameworks call.
final class CallRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Call call : method.calls()) {
      Resolution resolution = call.resolved() ? Resolution.RESOLVED : Resolution.BY_NAME;
      switch (call.form()) {
        case METHOD, REFERENCE ->
            facts.add(FactKind.CALLS, call.qualifiedName(), resolution, call.place());
        case CONSTRUCTOR -> {
          if (call.owner().isNamed() && call.owner().dimensions() == 0) {
            facts.add(FactKind.CREATES, call.owner().name(), resolution, call.place());
          }
        }
        case CONSTRUCTOR_CHAIN -> {}
      }
    }
  }
}
