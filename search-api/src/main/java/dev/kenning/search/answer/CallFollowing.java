package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.graph.Call;
import dev.kenning.indexer.graph.CallGraph;
import dev.kenning.indexer.graph.Callees;
import dev.kenning.indexer.graph.Caller;
import dev.kenning.indexer.graph.Callers;
import dev.kenning.indexer.graph.Certainty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Follows calls from method to method, the nearest first, each method once. What is only known by
/// name is told and not followed. One thread.
final class CallFollowing {
  /// Methods whose calls are followed.
  static final int MAX_METHODS = 1_000;

  /// Calls found.
  static final int MAX_CALLS = 10_000;

  /// @param of whose caller it is
  record CallerStep(MethodId of, Caller caller, int depth) {}

  /// @param from whose call it is
  record CallStep(MethodId from, Call call, int depth) {}

  private record Open(MethodId id, int depth) {}

  private final CallGraph graph;
  private final int depth;
  private final Certainty least;
  private final Deadline deadline;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<MethodId> met = new HashSet<>();
  private final Set<String> incomplete = new LinkedHashSet<>();
  private int followed;

  CallFollowing(CallGraph graph, int depth, Certainty least, Deadline deadline) {
    this.graph = graph;
    this.depth = depth;
    this.least = least;
    this.deadline = deadline;
  }

  /// What was left out, as sentences.
  List<String> incomplete() {
    return List.copyOf(incomplete);
  }

  List<CallerStep> callers(MethodId method) {
    List<CallerStep> steps = new ArrayList<>();
    begin(method);
    while (goesOn(steps.size())) {
      Open next = open.remove();
      Callers callers = graph.callers(next.id(), deadline::hasPassed).orElse(Callers.NONE);
      if (!callers.complete()) {
        incomplete.add("more methods hold a call of this name than were looked at");
      }
      for (Caller caller : callers.callers()) {
        if (caller.certainty().compareTo(least) <= 0) {
          steps.add(new CallerStep(next.id(), caller, next.depth() + 1));
          if (caller.certainty() != Certainty.BY_NAME) {
            meet(caller.id(), next.depth() + 1);
          }
        }
      }
    }
    return steps.size() > MAX_CALLS ? steps.subList(0, MAX_CALLS) : steps;
  }

  List<CallStep> callees(MethodId method) {
    List<CallStep> steps = new ArrayList<>();
    begin(method);
    while (goesOn(steps.size())) {
      Open next = open.remove();
      for (Call call : graph.callees(next.id()).map(Callees::calls).orElse(List.of())) {
        if (call.certainty().compareTo(least) <= 0) {
          steps.add(new CallStep(next.id(), call, next.depth() + 1));
          call.targets().forEach(target -> meet(target, next.depth() + 1));
        }
      }
    }
    return steps.size() > MAX_CALLS ? steps.subList(0, MAX_CALLS) : steps;
  }

  private void begin(MethodId method) {
    met.add(method);
    open.add(new Open(method, 0));
  }

  private void meet(MethodId id, int at) {
    if (at < depth && met.add(id)) {
      open.add(new Open(id, at));
    }
  }

  private boolean goesOn(int found) {
    if (open.isEmpty()) {
      return false;
    }
    if (deadline.hasPassed()) {
      incomplete.add("time was up before all calls were followed");
      return false;
    }
    if (found >= MAX_CALLS || followed >= MAX_METHODS) {
      incomplete.add(
          "the calls of %,d methods were followed, and %,d calls found; more were left"
              .formatted(followed, found));
      return false;
    }
    followed++;
    return true;
  }
}
