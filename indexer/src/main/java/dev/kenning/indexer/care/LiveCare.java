package dev.kenning.indexer.care;

import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.store.MethodStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the data directory of a running server: erases what is deleted, soon after the view
/// has dropped it, and compacts when asked. What could not be erased because somebody was still
/// reading it is tried again.
///
/// One thread of its own looks for deletions every [#LOOK_AGAIN], so that what a process before
/// this one left is found as well. Safe for many threads; one piece of care at a time.
public final class LiveCare implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveCare.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final Erasure erasure;
  private final Compaction compaction;
  private final ReentrantLock caring = new ReentrantLock();
  private final Thread eraser;
  private final CountDownLatch closing = new CountDownLatch(1);

  public LiveCare(Erasure erasure, Compaction compaction) {
    this.erasure = erasure;
    this.compaction = compaction;
    this.eraser = Thread.ofPlatform().name("kenning-erase").daemon().unstarted(this::erase);
  }

  public void start() {
    eraser.start();
  }

  /// How many deleted repositories are not erased everywhere yet.
  public int erasing() {
    return erasure.due().size();
  }

  /// Compacts; returns when it is done.
  public Compaction.Report compact() throws IOException {
    caring.lock();
    try {
      return compaction.run(this::goOn);
    } finally {
      caring.unlock();
    }
  }

  private void erase() {
    try {
      Duration pause = LOOK_AGAIN;
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = erasedAll() ? LOOK_AGAIN : TRY_AGAIN;
      }
    } catch (InterruptedException e) {
      // nobody interrupts it: an interrupt would close the files that are being written
    }
  }

  private boolean erasedAll() {
    caring.lock();
    try {
      int due = erasing();
      if (due == 0) {
        return true;
      }
      List<String> left = erasure.run(this::goOn);
      if (left.isEmpty()) {
        LOG.info("Erased {} deleted repositories everywhere", due);
      } else {
        LOG.info("Not erased yet, to be tried again: {}", String.join("; ", left));
      }
      return left.isEmpty();
    } catch (CancellationException e) {
      return false; // closing
    } catch (IOException | RuntimeException e) {
      if (!isClosing()) {
        LOG.warn("Deleted repositories could not be erased; it will be tried again", e);
      }
      return false;
    } finally {
      caring.unlock();
    }
  }

  private void goOn(String step, long done, long total) {
    if (isClosing()) {
      throw new CancellationException("The server is stopping");
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /// Ends what is being erased at its next step; the next start goes on with it.
  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        eraser.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The store of a live index, between two of its updates.
  ///
  /// @param current the store that is written now
  public static StoreAccess between(LiveIndex live, Supplier<MethodStore> current) {
    return care -> live.betweenUpdates(() -> care.accept(current.get())).join();
  }
}
