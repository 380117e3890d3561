package dev.kenning.search.admission;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// What share of the searches is turned away for want of a place, so that other work that computes
/// is turned away in the same share. Each kind has a limit of its own, but all share the
/// processors: where searches alone are held back, files sent and similar methods asked for take
/// what is saved, searches become slower, their limit falls, and hardly any is answered in the end.
///
/// The share is that of windows of a quarter of a second, smoothed over some three of them, so that
/// it follows an overload within a second and is gone a second after it; the few that a burst costs
/// (a twentieth) count for nothing, and one in twenty of the others is let in whatever happens. Who
/// is turned away is counted out evenly, not drawn.
///
/// Safe for many threads: one lock, held for a few steps only.
final class CommonLoad {
  private static final Duration WINDOW = Duration.ofMillis(250);
  private static final double SMOOTHING = 0.3;
  private static final double BURST = 0.05;
  private static final double MOST = 0.95;
  private static final int FORGOTTEN_AFTER = 40; // windows

  private final LongSupplier nanoSource;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private long windowStartNanos;

  @GuardedBy("lock")
  private int asked;

  @GuardedBy("lock")
  private int refused;

  @GuardedBy("lock")
  private double share;

  @GuardedBy("lock")
  private double owed; // refusals, below 1

  CommonLoad(LongSupplier nanoSource) {
    this.nanoSource = nanoSource;
    this.windowStartNanos = nanoSource.getAsLong();
  }

  /// A search was let in, or found no place.
  void searchEnded(boolean foundNoPlace) {
    lock.lock();
    try {
      closeWindows();
      asked++;
      refused += foundNoPlace ? 1 : 0;
    } finally {
      lock.unlock();
    }
  }

  /// Whether other work that comes now is to be turned away.
  boolean turnsAway() {
    lock.lock();
    try {
      closeWindows();
      owed += shareTurnedAway();
      if (owed < 1) {
        return false;
      }
      owed -= 1;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// 0…1.
  double share() {
    lock.lock();
    try {
      closeWindows();
      return shareTurnedAway();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private double shareTurnedAway() {
    return Math.clamp((share - BURST) / (1 - BURST), 0, MOST);
  }

  @GuardedBy("lock")
  private void closeWindows() {
    long windows = (nanoSource.getAsLong() - windowStartNanos) / WINDOW.toNanos();
    if (windows == 0) {
      return;
    }
    share += SMOOTHING * ((asked == 0 ? 0 : (double) refused / asked) - share);
    share *=
        Math.pow(
            1 - SMOOTHING, (double) Math.min(FORGOTTEN_AFTER, windows - 1)); // nobody asked then
    windowStartNanos += windows * WINDOW.toNanos();
    asked = 0;
    refused = 0;
  }
}
