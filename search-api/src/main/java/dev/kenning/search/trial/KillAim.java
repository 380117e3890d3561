package dev.kenning.search.trial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// At which instant a server is killed.
enum KillAim {
  /// Any, while it is used.
  ANY,
  /// While it starts: the ledger is opened, what it holds is being applied.
  STARTING,
  /// Soon after it answers, while it catches up with what was acknowledged before.
  CATCHING_UP,
  /// Inside a commit of the index: its new list of segments is written and not yet in force.
  COMMITTING,
  /// While the ledger and the index are compacted.
  COMPACTING,
  /// While the directory is saved to a file.
  BACKING_UP,
  /// While another generation is built and takes over.
  SWITCHING;

  private static final Duration LOOKOUT = Duration.ofSeconds(3);
  private static final long GLANCE_NANOS = 50_000;

  static KillAim any(Random random) {
    int dice = random.nextInt(100);
    if (dice < 32) {
      return ANY;
    }
    if (dice < 54) {
      return COMMITTING;
    }
    if (dice < 64) {
      return CATCHING_UP;
    }
    if (dice < 76) {
      return STARTING;
    }
    if (dice < 86) {
      return COMPACTING;
    }
    return dice < 92 ? BACKING_UP : SWITCHING;
  }

  /// Blocks until the instant has come.
  ///
  /// @param atMost the longest random part of the wait
  void await(Path data, Random random, Duration atMost) throws InterruptedException {
    long longest =
        switch (this) {
          case ANY, COMPACTING -> atMost.toNanos();
          case BACKING_UP, SWITCHING -> 2 * atMost.toNanos();
          case STARTING -> Duration.ofMillis(1_800).toNanos();
          case CATCHING_UP -> Duration.ofMillis(120).toNanos();
          case COMMITTING -> atMost.toNanos() / 3;
        };
    Thread.sleep(Duration.ofNanos((long) (random.nextDouble() * longest)));
    if (this == COMMITTING) {
      long giveUp = System.nanoTime() + LOOKOUT.toNanos();
      while (!isCommitting(data) && System.nanoTime() < giveUp) {
        LockSupport.parkNanos(GLANCE_NANOS);
      }
    }
  }

  /// Whether an index below `data` has a commit that is begun and not ended.
  static boolean isCommitting(Path data) {
    try (DirectoryStream<Path> generations =
        Files.newDirectoryStream(data.resolve("generations"), Files::isDirectory)) {
      for (Path generation : generations) {
        try (DirectoryStream<Path> pending =
            Files.newDirectoryStream(generation, "pending_segments_*")) {
          if (pending.iterator().hasNext()) {
            return true;
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return false; // it comes and goes under our eyes
    }
    return false;
  }
}
