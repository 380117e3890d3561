package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.graph.CallGraph;
import dev.kenning.indexer.graph.Callees;
import dev.kenning.indexer.graph.OutsideCall;
import dev.kenning.indexer.graph.Relatives;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.answer.CallAnswer.CalledMethods;
import dev.kenning.search.answer.CallAnswer.CallingMethod;
import dev.kenning.search.answer.CallAnswer.OutsideMethod;
import dev.kenning.search.answer.CallFollowing.CallStep;
import dev.kenning.search.answer.CallFollowing.CallerStep;
import dev.kenning.search.query.CallsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Tells who calls a method and what it calls. Any number of threads.
public final class CallLookup {
  static final String NOT_KEPT =
      "the index that answers was made before calls were kept; its successor is being built";

  private final ServingSource serving;
  private final VisibilityWait visibility;
  private final LedgerTokens tokens;
  private final Predicate<MethodId> gone;

  /// @param catchup whom answers wait for that must be newer than what is visible
  /// @param gone whether a method that is not visible was so once
  public CallLookup(
      ServingSource serving, ChangeLedger ledger, Catchup catchup, Predicate<MethodId> gone) {
    this.gone = gone;
    this.serving = serving;
    this.visibility = new VisibilityWait(ledger, catchup);
    this.tokens = new LedgerTokens(ledger);
  }

  /// Who calls a method.
  ///
  /// @param repositories those that there are for the caller, by name
  /// @throws UnknownMethodException if there is no such method for the caller
  /// @throws GoneMethodException if it was visible once and was moved, renamed or deleted
  /// @throws NotYetVisibleException if the state asked for is not visible before the deadline
  public CallAnswer callers(
      CallsRequest request, Predicate<String> repositories, Deadline deadline) {
    return answer(request, repositories, deadline, CallLookup::callers);
  }

  /// What a method calls; otherwise as [#callers].
  public CallAnswer callees(
      CallsRequest request, Predicate<String> repositories, Deadline deadline) {
    return answer(request, repositories, deadline, CallLookup::callees);
  }

  private record Asked(
      CallsRequest request, StoreSnapshot snapshot, CallGraph graph, Deadline deadline) {
    NamedMethod named(MethodId id) {
      return snapshot
          .method(id)
          .map(NamedMethod::of)
          .orElseThrow(() -> UnknownMethodException.of(id));
    }

    CallFollowing following() {
      return new CallFollowing(graph, request.depth(), request.least(), deadline);
    }
  }

  private record Found(
      Optional<List<CallingMethod>> callers,
      Optional<List<CalledMethods>> callees,
      Optional<List<OutsideMethod>> outside,
      Optional<List<String>> through,
      int total,
      List<String> incomplete) {}

  private CallAnswer answer(
      CallsRequest request,
      Predicate<String> repositories,
      Deadline deadline,
      java.util.function.Function<Asked, Found> find) {
    SequenceNumber wanted =
        visibility.await(request.consistency(), List.of(), deadline, new Missing());
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = visibility.snapshot(unit.store(), wanted, deadline)) {
      StoredMethod method = method(request.method(), snapshot, repositories);
      CallGraph graph = new CallGraph(snapshot.links(), repositories);
      Asked asked = new Asked(request, snapshot, graph, deadline);
      Found found = find.apply(asked);
      List<String> incomplete = new ArrayList<>(found.incomplete());
      if (!snapshot.links().areKept()) {
        incomplete.add(NOT_KEPT);
      }
      Relatives relatives = graph.relatives(request.method()).orElse(Relatives.NONE);
      int end = request.offset() + request.limit();
      return new CallAnswer(
          NamedMethod.of(method),
          found.callers(),
          found.callees(),
          found.outside(),
          found.through(),
          Stream.concat(
                  relatives.overrides().stream().map(id -> asked.named(id).symbol()),
                  relatives.outside().stream())
              .toList(),
          relatives.overriddenBy().stream()
              .limit(CallAnswer.MAX_OVERRIDING)
              .map(asked::named)
              .toList(),
          found.total(),
          end < found.total() ? Optional.of(end) : Optional.empty(),
          incomplete.isEmpty(),
          incomplete,
          AsOf.of(snapshot, tokens));
    }
  }

  private StoredMethod method(MethodId id, StoreSnapshot snapshot, Predicate<String> repositories) {
    Optional<StoredMethod> found = snapshot.method(id);
    // to whom not everything is shown, what is gone was never there
    if (found.isEmpty() && repositories.test("") && gone.test(id)) {
      throw GoneMethodException.of(id);
    }
    return found
        .filter(method -> repositories.test(method.file().repository()))
        .orElseThrow(() -> UnknownMethodException.of(id));
  }

  private static Found callers(Asked asked) {
    CallFollowing following = asked.following();
    List<CallerStep> steps = following.callers(asked.request().method());
    List<CallingMethod> page =
        page(steps, asked.request()).stream()
            .map(step ->
                new CallingMethod(
                    asked.named(step.caller().id()),
                    step.depth(),
                    step.of().value(),
                    step.caller().certainty().word(),
                    step.caller().candidates(),
                    step.caller().lines()))
            .toList();
    return new Found(
        Optional.of(page),
        Optional.empty(),
        Optional.empty(),
        Optional.of(asked.graph().through(asked.request().method())),
        steps.size(),
        following.incomplete());
  }

  private static Found callees(Asked asked) {
    CallFollowing following = asked.following();
    List<CallStep> steps = following.callees(asked.request().method());
    List<CalledMethods> page =
        page(steps, asked.request()).stream()
            .map(step ->
                new CalledMethods(
                    step.from().value(),
                    step.depth(),
                    step.call().certainty().word(),
                    step.call().targets().stream().map(asked::named).toList(),
                    step.call().more(),
                    step.call().lines()))
            .toList();
    List<OutsideCall> outside =
        asked.graph().callees(asked.request().method()).map(Callees::outside).orElse(List.of());
    List<String> incomplete = new ArrayList<>(following.incomplete());
    if (outside.size() > CallAnswer.MAX_OUTSIDE) {
      incomplete.add("%,d calls outside of the index".formatted(outside.size()));
    }
    return new Found(
        Optional.empty(),
        Optional.of(page),
        Optional.of(
            outside.stream()
                .limit(CallAnswer.MAX_OUTSIDE)
                .map(call -> new OutsideMethod(call.name(), call.resolved(), call.lines()))
                .toList()),
        Optional.empty(),
        steps.size(),
        incomplete);
  }

  private static <T> List<T> page(List<T> all, CallsRequest request) {
    int from = Math.min(request.offset(), all.size());
    return all.subList(from, Math.min(all.size(), from + request.limit()));
  }
}
