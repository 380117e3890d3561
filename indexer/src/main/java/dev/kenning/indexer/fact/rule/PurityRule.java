package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;

/// `pure`: a method with a result that writes nothing but its own variables and what it makes
/// itself, reads no field that may change (its arguments' apart), and calls nothing but methods of
/// the JDK that are known to be pure and methods and constructors of its file that are. Throwing is
/// allowed. Looking into collections and objects that were passed in is, too: they are arguments.
///
/// By name, where it also makes objects of types of other files whose names are not those of
/// threads, connections and the like, looks into its arguments by `getX()` and its kind, or calls
/// static methods there that are called conversions or checks.
///
/// Misses methods that call others of their project which say nothing by their name, those
/// inherited, and those that make anonymous objects. Takes methods of its file that may be
/// overridden elsewhere for what they are here.
final class PurityRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    boolean candidate =
        head.sort() == MethodHead.Sort.METHOD
            && head.body().isPresent()
            && !method.returnType().is("void");
    if (!candidate) {
      return;
    }
    switch (new PurityCheck().check(method)) {
      case PURE -> facts.addAt(FactKind.PURE, "", head.nameLine());
      case BY_NAME -> facts.add(FactKind.PURE, "", Resolution.BY_NAME, head.nameLine(), false);
      case IMPURE -> {}
    }
  }
}
