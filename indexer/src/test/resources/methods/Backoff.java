package com.shop.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Sends requests again when they fail. Between attempts it waits, each time
 * {@linkplain Duration twice} as long.
 *
 * @since 1.0
 */
public class Backoff {
  private static final int MAX_ATTEMPTS = 5;

  static {
    System.setProperty("backoff.attempts", "5");
  }

  private final Duration first;

  {
    // every instance starts cold
    reset();
  }

  /** @param first the pause after the first failure */
  public Backoff(Duration first) {
    this.first = first;
  }

  /**
   * Calls until it works, with growing pauses.
   *
   * <p>Gives up after {@value #MAX_ATTEMPTS} attempts; see
   * {@link java.util.concurrent.Callable#call() the call}.
   *
   * @param <T> what comes back
   * @param request what to do, called {@code MAX_ATTEMPTS} times at most
   * @return the first result
   * @throws IOException if the last attempt fails
   */
  @SuppressWarnings("unchecked")
  @Deprecated
  public synchronized <T extends Comparable<T>> T callWithRetry(
      final Callable<? extends T> request, int... delaysMs) throws IOException, InterruptedException {
    Exception last = null;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      try {
        return request.call();
      } catch (Exception e) { // any failure counts
        last = e;
        Thread.sleep(first.toMillis() << attempt);
      }
    }
    throw new IOException("gave up after 5 attempts", last);
  }

  abstract static class Listener {
    /// Told of each failure.
    ///
    /// - never blocks
    abstract void failed(Exception cause);

    native long nativeClock();
  }

  private void reset() {}
}
