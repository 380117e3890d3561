package dev.kenning.search.answer;

import dev.kenning.indexer.generation.NothingToServeException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The threads that look candidates up, score them and put answers together: as many as there are
/// processors. Requests come on virtual threads, which share a few threads of the system and give
/// them back only when they wait; if answers were computed there, whoever has merely to be refused
/// would wait behind them.
///
/// Waiting tasks are not bounded here: there is one at most for each request that was let in. Safe
/// for many threads.
public final class AnswerThreads implements AutoCloseable {
  private final @Nullable ExecutorService threads;

  private AnswerThreads(@Nullable ExecutorService threads) {
    this.threads = threads;
  }

  /// @param count how many answers are computed at a time
  public static AnswerThreads start(int count) {
    return new AnswerThreads(
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("kenning-answer-", 0).factory()));
  }

  /// Those of the callers, for programs that ask one question at a time.
  static AnswerThreads ofTheCallers() {
    return new AnswerThreads(null);
  }

  /// Computes, and gives or throws what `work` does, which looks at its deadline itself.
  ///
  /// @throws NothingToServeException if these threads were closed
  /// @throws CancellationException if the caller is interrupted; what has begun goes on to its end
  <T> T compute(Supplier<T> work) {
    if (threads == null) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    try {
      threads.execute(task);
      return task.get();
    } catch (RejectedExecutionException _) {
      throw new NothingToServeException("The server is being stopped");
    } catch (InterruptedException e) {
      boolean _ = task.cancel(false); // an interrupt would close the files it reads
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("Interrupted while computing");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("An answer failed", failure);
    };
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
  }
}
