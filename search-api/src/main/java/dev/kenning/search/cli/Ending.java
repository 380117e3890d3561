package dev.kenning.search.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C, done cleanly: the thread that runs the command is interrupted and given the time to
/// close what it opened (native code must not be running when the process ends) before the JVM
/// halts.
final class Ending {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch reached = new CountDownLatch(1);

  private Ending() {}

  static Ending ofThisThread() {
    Ending ending = new Ending();
    Thread command = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform().name("kenning-ending").unstarted(() -> ending.hasten(command)));
    return ending;
  }

  /// The command is over.
  void reached() {
    reached.countDown();
  }

  private void hasten(Thread command) {
    if (reached.getCount() == 0) {
      return;
    }
    command.interrupt();
    try {
      boolean _ = reached.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
