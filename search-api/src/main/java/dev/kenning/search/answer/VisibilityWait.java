package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.search.answer.Catchup.TreesSeen;
import dev.kenning.search.answer.IndexStatus.SetAside;
import dev.kenning.search.query.Consistency;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Holds a question back until the state it asks for is visible, or says that it is not in time.
///
/// | asked for | waits until a snapshot reflects |
/// | --- | --- |
/// | eventual | nothing: takes what is there |
/// | strong | the ledger's head, read after the request arrived and its trees were looked at |
/// | at least | the token's change |
/// | at most as stale | all changes but those acknowledged within the age |
///
/// The wait comes first and holds nothing, so that an index can be replaced by another one
/// meanwhile. What decides is the sequence of the very snapshot that will answer, taken afterwards:
/// being told that something became visible is not yet holding it.
///
/// Any number of threads.
final class VisibilityWait {
  private static final int MAX_SET_ASIDE = 10;

  /// Between being told that a state is visible and holding a snapshot of it.
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ChangeLedger ledger;
  private final LedgerTokens tokens;
  private final Catchup catchup;

  VisibilityWait(ChangeLedger ledger, Catchup catchup) {
    this.ledger = ledger;
    this.tokens = new LedgerTokens(ledger);
    this.catchup = catchup;
  }

  /// Waits, as far as waiting is needed and of use.
  ///
  /// @param repositories whose followed trees count for `strong`; empty for all
  /// @param missing is told of trees that could not be looked at
  /// @return the change that the answering snapshot must reflect
  /// @throws NotYetVisibleException if the deadline passes first
  /// @throws UnknownTokenException if the token is not one of this ledger's
  SequenceNumber await(
      Consistency asked, List<String> repositories, Deadline deadline, Missing missing) {
    return switch (asked) {
      case Consistency.Eventual _ -> SequenceNumber.NONE;
      case Consistency.Strong _ -> {
        look(repositories, deadline, missing);
        yield awaited(ledger.head(), deadline);
      }
      case Consistency.AtLeast atLeast -> awaited(tokens.redeem(atLeast.token()), deadline);
      case Consistency.MaxStaleness(Duration age) -> noStalerThan(age, deadline);
    };
  }

  /// A snapshot of `store` that reflects `wanted`; close it.
  ///
  /// @throws NotYetVisibleException if there is none before the deadline
  StoreSnapshot snapshot(SnapshotSource store, SequenceNumber wanted, Deadline deadline) {
    while (true) {
      StoreSnapshot snapshot = store.snapshot();
      SequenceNumber visible = snapshot.sequence();
      if (visible.compareTo(wanted) >= 0) {
        return snapshot;
      }
      snapshot.close();
      if (!catchup.isAttended() || deadline.hasPassed()) {
        throw new NotYetVisibleException(wanted, visible, catchup.trouble());
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  /// Files that count as applied without their methods being there, because a stage fails on them;
  /// whoever asks how new an answer is has to know. The first ten; nothing for eventual.
  List<SetAside> setAside(Consistency asked, List<String> repositories) {
    if (asked instanceof Consistency.Eventual) {
      return List.of();
    }
    return ledger.setAside().stream()
        .filter(file -> repositories.isEmpty() || repositories.contains(file.file().repository()))
        .limit(MAX_SET_ASIDE)
        .map(SetAside::of)
        .toList();
  }

  private void look(List<String> repositories, Deadline deadline, Missing missing) {
    switch (catchup.lookAtTrees(repositories, deadline)) {
      case TreesSeen.Looked looked -> looked.remarks().forEach(missing::note);
      case TreesSeen.Late late ->
          throw NotYetVisibleException.unseen(late.sentence(), catchup.visible());
    }
  }

  /// One change after the other, oldest first, until the oldest that is left is young enough. The
  /// age is taken anew each time: what waits grows older.
  private SequenceNumber noStalerThan(Duration age, Deadline deadline) {
    SequenceNumber visible = catchup.visible();
    while (ledger.unseenAge(visible).filter(unseen -> unseen.compareTo(age) > 0).isPresent()) {
      SequenceNumber reached = awaited(new SequenceNumber(visible.value() + 1), deadline);
      if (!catchup.isAttended()) {
        return reached;
      }
      visible = catchup.visible();
    }
    return visible;
  }

  private SequenceNumber awaited(SequenceNumber wanted, Deadline deadline) {
    if (catchup.isAttended() && !catchup.awaitVisible(wanted, deadline)) {
      throw new NotYetVisibleException(wanted, catchup.visible(), catchup.trouble());
    }
    return wanted;
  }
}
