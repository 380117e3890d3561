package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `deprecated`: the annotation, or the documentation's tag. Misses deprecated types around it.
final class DeprecationRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    method
        .annotation("Deprecated"::equals)
        .ifPresentOrElse(
            mark -> facts.addAt(FactKind.DEPRECATED, "", MethodSketch.line(mark)),
            () -> {
              if (method.head().doc().contains("@deprecated")) {
                facts.addAt(FactKind.DEPRECATED, "", method.head().nameLine());
              }
            });
  }
}
