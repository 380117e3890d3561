package dev.kenning.embeddings.batch;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.UnembeddableTextException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// One call: its slots to fill, its deadline, the texts it has in the queue. All of it is guarded
/// by the queue's lock, to which `settled` belongs.
final class Submission {
  private final Deadline deadline;
  private final IntConsumer arrivals;
  private final Condition settled;
  private final List<@Nullable EmbeddedText> answers;
  private final SortedMap<Integer, Throwable> failures = new TreeMap<>();
  private final Set<PendingText> pending = new LinkedHashSet<>();
  private int unsettledCount;
  private @Nullable RuntimeException end;

  /// @param arrivals told of each slot that is answered, under the lock
  Submission(int textCount, Deadline deadline, IntConsumer arrivals, Condition settled) {
    this.deadline = deadline;
    this.arrivals = arrivals;
    this.settled = settled;
    this.unsettledCount = textCount;
    this.answers = new ArrayList<>(textCount);
    for (int i = 0; i < textCount; i++) {
      answers.add(null);
    }
  }

  Deadline deadline() {
    return deadline;
  }

  /// Texts that this call waits for and that have not ended.
  Set<PendingText> pending() {
    return pending;
  }

  void answer(int slot, EmbeddedText answer) {
    answers.set(slot, answer);
    arrivals.accept(slot);
    settleOne();
  }

  /// One text failed for its own sake.
  void fail(int slot, Throwable cause) {
    failures.put(slot, cause);
    settleOne();
  }

  /// The whole call ends without an answer; the first end counts.
  void endWith(RuntimeException cause) {
    if (end == null && unsettledCount > 0) {
      end = cause;
      settled.signalAll();
    }
  }

  boolean isOver() {
    return end != null || unsettledCount == 0;
  }

  /// Blocks until it is over. The queue's lock is held on entry and on return.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  void awaitEnd() throws InterruptedException {
    while (!isOver()) {
      long waitNanos = deadline.waitNanos();
      if (waitNanos <= 0) {
        throw new DeadlineExceededException("every text was embedded");
      }
      // The result is of no use: the loop asks the deadline, whose clock may be another.
      long _ = settled.awaitNanos(waitNanos);
    }
  }

  /// The answers in order.
  ///
  /// @throws UnembeddableTextException naming the slots that failed
  /// @throws EmbedderUnavailableException if the queue was closed
  List<EmbeddedText> answers() {
    throwIfEnded();
    if (!failures.isEmpty()) {
      throw new UnembeddableTextException(
          List.copyOf(failures.keySet()),
          Objects.requireNonNull(failures.get(failures.firstKey())));
    }
    return answers.stream().map(Objects::requireNonNull).toList();
  }

  void throwIfEnded() {
    if (end != null) {
      // The stack of the thread that ended it says nothing to the caller; its message does.
      throw end;
    }
  }

  private void settleOne() {
    unsettledCount--;
    if (unsettledCount == 0) {
      settled.signalAll();
    }
  }
}
