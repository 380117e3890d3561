package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.graph.CallGraph;
import dev.kenning.indexer.graph.Callees;
import dev.kenning.indexer.graph.Callers;
import dev.kenning.indexer.graph.Certainty;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The methods around a result: who calls it, and what it calls, the sure ones first.
///
/// @param callers the first [#MAX_EACH]
/// @param callees likewise; of a call that may reach one of several, the one it names
/// @param moreCallers callers left out; those known by name alone are neither given nor counted
/// @param moreCallees calls left out
public record Neighbours(
    List<Neighbour> callers, List<Neighbour> callees, int moreCallers, int moreCallees) {
  /// Given of each kind.
  public static final int MAX_EACH = 8;

  public Neighbours {
    callers = List.copyOf(callers);
    callees = List.copyOf(callees);
  }

  /// @param id its id
  /// @param symbol its readable form
  /// @param certainty `exact` or `one_of`
  public record Neighbour(String id, String symbol, String certainty) {}

  /// Of a visible method.
  static Neighbours of(
      MethodId method, CallGraph graph, StoreSnapshot snapshot, Deadline deadline) {
    List<Neighbour> callers = new ArrayList<>();
    List<Neighbour> callees = new ArrayList<>();
    int callerCount = 0;
    int calleeCount = 0;
    for (var caller : graph.callers(method, deadline::hasPassed).orElse(Callers.NONE).callers()) {
      if (caller.certainty() != Certainty.BY_NAME && callerCount++ < MAX_EACH) {
        neighbour(caller.id(), caller.certainty(), snapshot).ifPresent(callers::add);
      }
    }
    for (var call : graph.callees(method).map(Callees::calls).orElse(List.of())) {
      if (calleeCount++ < MAX_EACH) {
        neighbour(call.targets().getFirst(), call.certainty(), snapshot).ifPresent(callees::add);
      }
    }
    return new Neighbours(
        callers, callees, Math.max(0, callerCount - MAX_EACH), Math.max(0, calleeCount - MAX_EACH));
  }

  private static Optional<Neighbour> neighbour(
      MethodId id, Certainty certainty, StoreSnapshot snapshot) {
    return snapshot
        .method(id)
        .map(method -> new Neighbour(id.value(), method.symbol(), certainty.word()));
  }
}
