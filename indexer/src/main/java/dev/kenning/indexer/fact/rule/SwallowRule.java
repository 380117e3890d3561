package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.Call;
import dev.kenning.indexer.fact.sketch.Catch;
import dev.kenning.indexer.fact.sketch.Frame;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// `swallows`: a catch clause that throws nothing, does not name its exception, logs and prints
/// nothing, and does not restore the interrupt. An empty clause is the plainest case; one that
/// gives a default back is one, too.
///
/// Misses clauses that name the exception and still lose it. Takes a clause that reports the
/// failure by some other method for one that swallows.
final class SwallowRule implements FactRule {
  private static final Set<String> TRACES = Set.of("interrupt", "fail", "printStackTrace");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    for (Catch caught : method.catches()) {
      if (!leavesTrace(method, caught)) {
        for (JavaType type : caught.types()) {
          facts.add(FactKind.SWALLOWS, type.name(), CatchRule.resolution(type), caught.place());
        }
      }
    }
  }

  private static boolean leavesTrace(MethodSketch method, Catch caught) {
    CatchClause clause = caught.clause();
    return throwsAnything(clause.getBody())
        || method.mentions(clause.getBody(), variable -> variable == caught.variable())
        || method.calls().stream()
            .anyMatch(call ->
                call.place().frame().within(Frame.Kind.CATCH, clause) && isTrace(method, call));
  }

  private static boolean isTrace(MethodSketch method, Call call) {
    return TRACES.contains(call.name())
        || LogRule.isLogging(call, method.types())
        || call.owner().is("java.io.PrintStream")
        || (call.owner().is("java.lang.System") && call.name().equals("exit"));
  }

  private static boolean throwsAnything(Node body) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(body);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node instanceof ThrowStmt) {
        return true;
      }
      node.getChildNodes().forEach(open::push);
    }
    return false;
  }
}
