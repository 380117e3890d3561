package dev.kenning.indexer.graph;

/// Whether something holds, where not all types are known.
enum Verdict {
  NO,
  MAYBE,
  YES;

  static Verdict of(boolean holds) {
    return holds ? YES : NO;
  }

  Verdict and(Verdict other) {
    return compareTo(other) < 0 ? this : other;
  }
}
