package dev.kenning.indexer.method;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs one file's reading where it can do no harm: on a daemon thread with a deep stack, for a
/// bounded time. What it does to itself is its own loss:
///
/// - it throws, or nests deeper than the stack: the file is lost;
/// - it runs out of time: it is abandoned, since JavaParser cannot be interrupted. How many of
///   those may be alive is bounded;
/// - it runs out of memory: perhaps for want of what others held at that moment, so it is read once
///   more while no other such file is. If that fails too and a harmless text can be read, the file
///   is lost; if not even that, the process is short of memory, and that is no file's fault.
///
/// Starting a thread costs some 0.1 ms, a twentieth of reading a middling file. Safe for several
/// threads.
final class ContainedParse {
  private static final String HARMLESS = "class A { int sum(int a, int b) { return a + b; } }";

  private final ParseLimits limits;
  private final Semaphore slots;
  private final ReentrantLock alone = new ReentrantLock();
  private final AtomicLong threadCount = new AtomicLong();

  ContainedParse(ParseLimits limits) {
    this.limits = limits;
    this.slots = new Semaphore(limits.abandoned());
  }

  /// @throws ParsersExhaustedException if too many files that ran out of time are still running
  /// @throws OutOfMemoryError if there is no memory for any file
  ParsedFile run(Callable<ParsedFile> reading) {
    try {
      return attempt(reading);
    } catch (OutOfMemoryError _) {
      return aloneOnceMore(reading);
    }
  }

  private ParsedFile aloneOnceMore(Callable<ParsedFile> reading) {
    alone.lock();
    try {
      return attempt(reading);
    } catch (OutOfMemoryError _) {
      ParsedFile _ =
          attempt(() -> new ParsedFile(List.of(), SourceParse.of(HARMLESS).problems(), false));
      return lost("Reading the file takes more memory than there is");
    } finally {
      alone.unlock();
    }
  }

  private ParsedFile attempt(Callable<ParsedFile> reading) {
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

  /// Leaves the task to itself, but lets no more than the bound pile up: beyond it the caller waits
  /// here for one to end, once more as long as a file may take, and then gives up.
  private void abandon(FutureTask<ParsedFile> task) {
    if (!acquiredSlot()) {
      throw new ParsersExhaustedException(
          "%d files that were given up are still being read; they end with this process"
              .formatted(limits.abandoned()));
    }
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

  private boolean acquiredSlot() {
    try {
      return slots.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
