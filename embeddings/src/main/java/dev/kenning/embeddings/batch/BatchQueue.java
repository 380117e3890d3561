package dev.kenning.embeddings.batch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.tokenizer.TokenizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Where callers and workers meet: two lanes, everything that is under way, and who waits for it.
///
/// A text is *under way* from the moment it is offered until its batch has ended; a second offer of
/// the same text to the same lane meanwhile only adds a waiter. A text leaves its lane when a
/// worker takes it or when nobody waits for it any more (withdrawn, or all deadlines passed); once
/// taken it runs to its end, because a pass cannot be cancelled.
///
/// A query goes before all passages that wait, but not before those that are being computed. So
/// while queries come, one worker is kept from passages; where there is but one, passes of passages
/// are short.
///
/// Safe for many threads: one lock, never held while something is computed.
final class BatchQueue {
  private static final String CLOSED = "The embedder is closed";

  /// So long after a query another one is expected.
  private static final long QUERIES_COME_NANOS = Duration.ofMillis(250).toNanos();

  private static final int SHORTER_WHILE_QUERIES_COME = 4;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition workWaits = lock.newCondition();
  private final Condition placeIsFree = lock.newCondition();
  private final BatchConfig config;
  private final LongSupplier nanoSource;

  @GuardedBy("lock")
  private final WaitingLane queries = new WaitingLane();

  @GuardedBy("lock")
  private final WaitingLane passages = new WaitingLane();

  @GuardedBy("lock")
  private final Map<Key, PendingText> underWay = new HashMap<>();

  @GuardedBy("lock")
  private final Set<Submission> open = new LinkedHashSet<>();

  @GuardedBy("lock")
  private int passesOfPassages;

  /// Until when queries are expected; nothing before the first one.
  @GuardedBy("lock")
  private OptionalLong queriesComeUntilNanos = OptionalLong.empty();

  @GuardedBy("lock")
  private long expiredCallCount;

  @GuardedBy("lock")
  private long duplicateCount;

  @GuardedBy("lock")
  private boolean closed;

  /// @param nanoSource says when a text came
  BatchQueue(BatchConfig config, LongSupplier nanoSource) {
    this.config = config;
    this.nanoSource = nanoSource;
  }

  private record Key(Lane lane, String text) {}

  /// What the queue itself has to tell.
  record Counts(int queries, int passages, long duplicates, long expiredCalls) {}

  /// Opens a call of `textCount` texts. It must end in [#await] or [#withdraw].
  ///
  /// @param arrivals told of each slot that is answered, under this queue's lock
  Submission open(int textCount, Deadline deadline, IntConsumer arrivals) {
    lock.lock();
    try {
      if (closed) {
        throw new EmbedderUnavailableException(CLOSED);
      }
      Submission submission = new Submission(textCount, deadline, arrivals, lock.newCondition());
      open.add(submission);
      return submission;
    } finally {
      lock.unlock();
    }
  }

  /// Puts one text into its lane, or joins it where it is under way already. Blocks while there is
  /// no place for a passage.
  ///
  /// @throws DeadlineExceededException if the deadline passes before a place is free
  /// @throws EmbedderUnavailableException if the queue is closed, or full of queries
  void offer(Submission submission, int slot, Lane lane, String text, TokenizedText tokens)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      checkOpen(submission);
      while (!join(submission, slot, lane, text) && !enter(submission, slot, lane, text, tokens)) {
        submission.deadline().check("there was a place in the queue");
        // The result is of no use: the loop asks the deadline, whose clock may be another.
        long _ = placeIsFree.awaitNanos(submission.deadline().waitNanos());
        checkOpen(submission);
      }
    } finally {
      lock.unlock();
    }
  }

  /// One text of the call cannot be offered, for its own sake.
  void reject(Submission submission, int slot, Throwable cause) {
    lock.lock();
    try {
      submission.fail(slot, cause);
    } finally {
      lock.unlock();
    }
  }

  /// Blocks until every text of the call has ended, and closes the call.
  List<EmbeddedText> await(Submission submission) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      submission.awaitEnd();
      open.remove(submission);
      return submission.answers();
    } finally {
      lock.unlock();
    }
  }

  /// Closes a call that nobody waits for any more; what no other call waits for leaves the lanes.
  void withdraw(Submission submission) {
    lock.lock();
    try {
      if (open.contains(submission) && submission.deadline().hasPassed()) {
        expiredCallCount++;
      }
      leave(submission);
    } finally {
      lock.unlock();
    }
  }

  /// Blocks until there is work: the next batch, or nothing once the queue is closed. A batch that
  /// was taken must be [#ended].
  List<PendingText> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        expire();
        if (!queries.isEmpty()) {
          return queries.takeBatch(budgetTokens(queries));
        }
        long queriesComeNanos = queriesComeNanos();
        if (!passages.isEmpty() && (queriesComeNanos == 0 || isWorkerLeftForQueries())) {
          List<PendingText> batch =
              passages.takeBatch(
                  queriesComeNanos > 0 && config.workerCount() == 1
                      ? config.batchTokenCount() / SHORTER_WHILE_QUERIES_COME
                      : budgetTokens(passages));
          passesOfPassages++;
          placeIsFree.signalAll();
          return batch;
        }
        if (closed) {
          return List.of();
        }
        if (passages.isEmpty()) {
          workWaits.await();
        } else {
          long _ = workWaits.awaitNanos(queriesComeNanos);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// A worker is done with what it took.
  void ended(List<PendingText> batch) {
    lock.lock();
    try {
      if (batch.getFirst().lane() == Lane.PASSAGE) {
        passesOfPassages--;
        workWaits.signal(); // for whoever left this one to others
      }
    } finally {
      lock.unlock();
    }
  }

  /// For how long further queries are expected.
  @GuardedBy("lock")
  private long queriesComeNanos() {
    return queriesComeUntilNanos.isEmpty()
        ? 0
        : Math.max(0, queriesComeUntilNanos.getAsLong() - nanoSource.getAsLong());
  }

  @GuardedBy("lock")
  private boolean isWorkerLeftForQueries() {
    return passesOfPassages < Math.max(1, config.workerCount() - 1);
  }

  /// Whether somebody still waits for a text that a worker took; one that nobody waits for is let
  /// go.
  boolean isWanted(PendingText text) {
    lock.lock();
    try {
      expire();
      if (text.waiters().isEmpty()) {
        underWay.remove(new Key(text.lane(), text.text()), text);
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// A text a worker took has its vector.
  void complete(PendingText text, EmbeddedText made) {
    lock.lock();
    try {
      EmbeddedText.Origin origin = made.origin();
      for (PendingText.Waiter waiter : end(text)) {
        waiter.submission().answer(waiter.slot(), withOrigin(made, origin));
        origin = EmbeddedText.Origin.DUPLICATE;
      }
    } finally {
      lock.unlock();
    }
  }

  /// A text a worker took has failed: for its own sake, so that each waiting call loses one slot.
  void failText(PendingText text, Throwable cause) {
    lock.lock();
    try {
      end(text).forEach(waiter -> waiter.submission().fail(waiter.slot(), cause));
    } finally {
      lock.unlock();
    }
  }

  /// A text a worker took has failed because the model does, which ends each waiting call.
  void failCalls(PendingText text, Throwable cause) {
    lock.lock();
    try {
      for (PendingText.Waiter waiter : end(text)) {
        String message = "The model failed: " + cause.getMessage();
        waiter.submission().endWith(new EmbedderUnavailableException(message, cause));
        leave(waiter.submission());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Refuses what comes and fails what waits; what workers have taken still ends. Idempotent.
  void close() {
    lock.lock();
    try {
      closed = true;
      for (Submission submission : List.copyOf(open)) {
        if (hasWaitingText(submission) || submission.pending().isEmpty()) {
          submission.endWith(new EmbedderUnavailableException(CLOSED));
          leave(submission);
        }
      }
      workWaits.signalAll();
      placeIsFree.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Counts counts() {
    lock.lock();
    try {
      return new Counts(queries.size(), passages.size(), duplicateCount, expiredCallCount);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void checkOpen(Submission submission) {
    submission.throwIfEnded();
    if (closed) {
      throw new EmbedderUnavailableException(CLOSED);
    }
  }

  @GuardedBy("lock")
  private boolean join(Submission submission, int slot, Lane lane, String text) {
    PendingText pending = underWay.get(new Key(lane, text));
    if (pending == null) {
      return false;
    }
    duplicateCount++;
    wait(submission, slot, pending);
    return true;
  }

  @GuardedBy("lock")
  private boolean enter(
      Submission submission, int slot, Lane lane, String text, TokenizedText tokens) {
    if (!hasPlace(submission, lane)) {
      return false;
    }
    long now = nanoSource.getAsLong();
    if (lane == Lane.QUERY) {
      queriesComeUntilNanos = OptionalLong.of(now + QUERIES_COME_NANOS);
    }
    PendingText pending = new PendingText(lane, text, tokens, submission, now);
    underWay.put(new Key(lane, text), pending);
    laneOf(pending).add(pending);
    wait(submission, slot, pending);
    workWaits.signal();
    return true;
  }

  @GuardedBy("lock")
  private boolean hasPlace(Submission submission, Lane lane) {
    return switch (lane) {
      case QUERY -> {
        if (queries.size() >= config.waitingQueryCount()) {
          // Waiting for a place to wait would only add to the overload.
          throw new EmbedderUnavailableException(
              "Too many queries are waiting: " + config.waitingQueryCount());
        }
        yield true;
      }
      case PASSAGE ->
          passages.size() < config.waitingPassageCount()
              && passages.sizeOf(submission) < config.waitingPassageCount() / 2;
    };
  }

  private static void wait(Submission submission, int slot, PendingText pending) {
    pending.waiters().add(new PendingText.Waiter(submission, slot));
    submission.pending().add(pending);
  }

  /// What waits is shared among the workers, so that the last texts of a call, or two queries, are
  /// not computed by one of them while the others look on.
  @GuardedBy("lock")
  private long budgetTokens(WaitingLane lane) {
    long share = Math.ceilDiv(lane.tokenCount(), config.workerCount());
    return config.workerCount() == 1
        ? config.batchTokenCount()
        : Math.min(config.batchTokenCount(), share);
  }

  @GuardedBy("lock")
  private void expire() {
    for (Submission submission : List.copyOf(open)) {
      if (!submission.isOver() && submission.deadline().hasPassed()) {
        expiredCallCount++;
        submission.endWith(new DeadlineExceededException("every text was embedded"));
        leave(submission);
      }
    }
  }

  @GuardedBy("lock")
  private void leave(Submission submission) {
    open.remove(submission);
    for (PendingText text : submission.pending()) {
      text.waiters().removeIf(waiter -> waiter.submission() == submission);
      WaitingLane lane = laneOf(text);
      if (text.waiters().isEmpty() && lane.contains(text)) {
        lane.remove(text);
        underWay.remove(new Key(text.lane(), text.text()));
      }
    }
    submission.pending().clear();
    placeIsFree.signalAll();
  }

  @GuardedBy("lock")
  private boolean hasWaitingText(Submission submission) {
    for (PendingText text : submission.pending()) {
      if (laneOf(text).contains(text)) {
        return true;
      }
    }
    return false;
  }

  /// A text that was taken is no longer under way; answers who waited for it.
  @GuardedBy("lock")
  private List<PendingText.Waiter> end(PendingText text) {
    underWay.remove(new Key(text.lane(), text.text()), text);
    List<PendingText.Waiter> waiters = new ArrayList<>(text.waiters());
    text.waiters().clear();
    waiters.forEach(waiter -> waiter.submission().pending().remove(text));
    return waiters;
  }

  @GuardedBy("lock")
  private WaitingLane laneOf(PendingText text) {
    return switch (text.lane()) {
      case QUERY -> queries;
      case PASSAGE -> passages;
    };
  }

  private static EmbeddedText withOrigin(EmbeddedText made, EmbeddedText.Origin origin) {
    return new EmbeddedText(
        made.embedding(), made.tokenCount(), made.truncatedTokenCount(), origin);
  }
}
