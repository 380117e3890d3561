package orchard.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work that should not be done more often, or by more hands, than is good. */
public final class Quiet implements AutoCloseable {
  private final ScheduledExecutorService timer;
  private final Duration calm;
  private ScheduledFuture<?> planned;

  public Quiet(ScheduledExecutorService timer, Duration calm) {
    this.timer = timer;
    this.calm = calm;
  }

  public synchronized void handle(Runnable work) {
    if (planned != null) {
      planned.cancel(false);
    }
    planned = timer.schedule(work, calm.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** All at once, but never more than {@code hands} of them at a time; answers keep their order. */
  public static <T> List<T> together(List<Callable<T>> jobs, int hands)
      throws InterruptedException, ExecutionException {
    Semaphore free = new Semaphore(hands);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          jobs.stream()
              .map(job ->
                  threads.submit(() -> {
                    free.acquire();
                    try {
                      return job.call();
                    } finally {
                      free.release();
                    }
                  }))
              .toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  /** Waits a moment for what was planned, then gives it up. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      timer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
