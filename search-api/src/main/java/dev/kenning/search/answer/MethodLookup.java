package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.ServingLease;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.query.AnswerPart;
import dev.kenning.search.query.Consistency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/// Gives one method by its id. Any number of threads.
public final class MethodLookup {
  private final ServingSource serving;
  private final FreshnessCheck freshness;
  private final VisibilityWait visibility;
  private final Predicate<MethodId> gone;
  private final CallLookup calls;

  /// Where nobody remembers what is gone.
  public MethodLookup(ServingSource serving, ChangeLedger ledger, Catchup catchup) {
    this(serving, ledger, catchup, _ -> false);
  }

  /// @param catchup whom answers wait for that must be newer than what is visible
  /// @param gone whether a method that is not visible was so once
  public MethodLookup(
      ServingSource serving, ChangeLedger ledger, Catchup catchup, Predicate<MethodId> gone) {
    this.gone = gone;
    this.serving = serving;
    this.freshness = new FreshnessCheck(ledger);
    this.visibility = new VisibilityWait(ledger, catchup);
    this.calls = new CallLookup(serving, ledger, catchup, gone);
  }

  /// The method with its code; empty where no visible method has this id.
  public Optional<MethodResult> method(MethodId id) {
    return method(id, Consistency.EVENTUAL, Deadline.never(), Pause.NONE);
  }

  /// Who calls whom.
  public CallLookup calls() {
    return calls;
  }

  /// The repository of a visible method.
  public Optional<String> repositoryOf(MethodId id) {
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = unit.store().snapshot()) {
      return snapshot.method(id).map(method -> method.file().repository());
    }
  }

  /// The same from a state as new as asked.
  ///
  /// @param pause what becomes of the request's place while it waits for that state
  /// @throws NotYetVisibleException if that state is not visible before the deadline
  /// @throws UnknownTokenException if that state is not this ledger's
  /// @throws GoneMethodException if it was visible once and was moved, renamed or deleted
  public Optional<MethodResult> method(
      MethodId id, Consistency consistency, Deadline deadline, Pause pause) {
    SequenceNumber wanted = await(consistency, deadline, pause);
    try (ServingLease unit = serving.lease();
        StoreSnapshot snapshot = visibility.snapshot(unit.store(), wanted, deadline)) {
      Optional<StoredMethod> found = snapshot.method(id);
      if (found.isEmpty() && gone.test(id)) {
        throw GoneMethodException.of(id);
      }
      return found
          .map(freshness.session(deadline)::check)
          .map(checked ->
              MethodResult.of(
                  checked.method(),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  Set.of(AnswerPart.CODE, AnswerPart.FACTS),
                  checked.freshness(),
                  Optional.empty()));
    }
  }

  private SequenceNumber await(Consistency consistency, Deadline deadline, Pause pause) {
    return consistency.equals(Consistency.EVENTUAL)
        ? SequenceNumber.NONE
        : pause.during(
            deadline, () -> visibility.await(consistency, List.of(), deadline, new Missing()));
  }
}
