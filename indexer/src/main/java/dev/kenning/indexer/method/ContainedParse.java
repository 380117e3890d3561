package dev.kenning.indexer.method;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Runs one file's reading where it can do no harm: on a daemon thread with a deep stack, for a
/// bounded time. A file that outlives its time is abandoned, since JavaParser cannot be
/// interrupted; how many of those may be alive is bounded too.
///
/// Starting a thread costs some 0.1 ms, a twentieth of reading a middling file. Safe for several
/// threads.
final class ContainedParse {
  private final ParseLimits limits;
  private final Semaphore slots;
  private final AtomicLong threadCount = new AtomicLong();

  ContainedParse(ParseLimits limits) {
    this.limits = limits;
    this.slots = new Semaphore(limits.abandoned());
  }

  ParsedFile run(java.util.concurrent.Callable<ParsedFile> reading) {
    FutureTask<ParsedFile> task = new FutureTask<>(reading);
    String name = "method-parse-" + threadCount.incrementAndGet();
    Thread thread = new Thread(null, task, name, limits.stackBytes());
    thread.setDaemon(true);
    thread.start();
    return outcome(task);
  }

  /// Waits for the task. An interrupt is kept for the caller but cuts nothing short: what a file
  /// gives must not depend on when its reader was told to stop, and the wait is bounded anyway.
  private ParsedFile outcome(FutureTask<ParsedFile> task) {
    long end = System.nanoTime() + limits.time().toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (TimeoutException _) {
      abandon(task);
      return lost("Reading the file took longer than %d ms".formatted(limits.time().toMillis()));
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Leaves the task to itself, but lets no more than the bound pile up: the caller waits here.
  private void abandon(FutureTask<ParsedFile> task) {
    slots.acquireUninterruptibly();
    Thread.ofVirtual()
        .name("method-parse-abandoned")
        .start(() -> {
          try {
            task.get();
          } catch (InterruptedException | ExecutionException _) {
            // It was given up long ago; how it ended is of no interest.
          } finally {
            slots.release();
          }
        });
  }

  private static ParsedFile failed(@Nullable Throwable cause) {
    return switch (cause) {
      case StackOverflowError _ -> lost("The code is nested too deeply to be read");
      case OutOfMemoryError memory -> throw memory;
      case null -> lost("The file could not be read");
      default -> lost("The file could not be read: " + cause);
    };
  }

  private static ParsedFile lost(String reason) {
    return new ParsedFile(List.of(), List.of(new ParseProblem(0, reason)), true);
  }
}
