package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.DeadlineExceededException;
import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.embeddings.Embedding;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A query's embedding on its way, on a virtual thread of its own, so that words are looked up
/// meanwhile. Asked for, and closed, by the thread that started it.
final class QueryEmbedding implements AutoCloseable {
  private final FutureTask<Embedding> task;
  private final Deadline deadline;

  private QueryEmbedding(FutureTask<Embedding> task, Deadline deadline) {
    this.task = task;
    this.deadline = deadline;
  }

  /// @param wanted whether it will be asked for at all; nothing is started where not
  static QueryEmbedding start(boolean wanted, Callable<Embedding> work, Deadline deadline) {
    QueryEmbedding embedding = new QueryEmbedding(new FutureTask<>(work), deadline);
    if (wanted) {
      Thread.ofVirtual().name("query-embedding").start(embedding.task);
    }
    return embedding;
  }

  /// Waits until it is there, has failed, or is too late; [#await] then tells which, at once.
  void awaitEnd() {
    try {
      var _ = task.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException _) {
      // who asks for the vector is told
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for it.
  ///
  /// @throws DeadlineExceededException if the deadline passes first
  /// @throws EmbedderUnavailableException if the model fails, or the wait is interrupted
  Embedding await() {
    try {
      while (true) {
        try {
          return task.get(deadline.waitNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
          deadline.check("the query was embedded");
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (CancellationException e) {
      throw new EmbedderUnavailableException("the embedding was withdrawn", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbedderUnavailableException("interrupted while waiting for the embedding", e);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case DeadlineExceededException late -> late;
      case EmbedderUnavailableException unavailable -> unavailable;
      case null, default ->
          new EmbedderUnavailableException("the model failed: " + failure.getMessage(), failure);
    };
  }

  /// Withdraws the text if nobody has it yet.
  @Override
  public void close() {
    task.cancel(true);
  }
}
