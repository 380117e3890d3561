package dev.kenning.indexer.run;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for another thread's result as if it had been computed here.
final class Futures {
  private Futures() {}

  /// @throws RuntimeException the other thread's own failure
  /// @throws CancellationException if this thread is interrupted; it stays so
  static <T> T await(Future<T> future) {
    return await(future, Duration.ofDays(1), () -> {});
  }

  /// As [#await(Future)], with `meanwhile` done each time `interval` has passed.
  static <T> T await(Future<T> future, Duration interval, Runnable meanwhile) {
    while (true) {
      try {
        return future.get(interval.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        meanwhile.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("The run was interrupted");
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException failure -> throw failure;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
  }
}
