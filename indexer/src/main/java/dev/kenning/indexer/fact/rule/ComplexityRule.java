package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `complexity` (cyclomatic: decisions and one) and `size` (statements), in the steps that the
/// vocabulary names. Misses nothing.
final class ComplexityRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    if (method.head().body().isEmpty()) {
      return;
    }
    int line = method.head().nameLine();
    facts.addAt(FactKind.COMPLEXITY, complexity(method.decisionCount() + 1), line);
    facts.addAt(FactKind.SIZE, size(method.head().statementCount()), line);
  }

  private static String complexity(int paths) {
    if (paths <= 4) {
      return "low";
    }
    return paths <= 10 ? "moderate" : paths <= 20 ? "high" : "very-high";
  }

  private static String size(int statements) {
    if (statements <= 1) {
      return "tiny";
    }
    if (statements <= 5) {
      return "small";
    }
    return statements <= 20 ? "medium" : statements <= 50 ? "large" : "huge";
  }
}
