package dev.kenning.search.admission;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Who has how many of a gate's places, and how many each may have while others ask as well.
///
/// A caller alone may have all. Where several asked within the last second each has its part of
/// them, but never fewer than keep the processors busy: what nobody else wants is not kept free. So
/// one whose requests come all at once takes no place that another, who asks now and then, will
/// need in a moment.
///
/// Not safe for threads: its gate's lock guards it.
final class FairShares {
  private static final long REMEMBERED_NANOS = 1_000_000_000L;

  /// Whoever asked for longest at the end.
  private final Map<String, Share> shares = new LinkedHashMap<>(16, 0.75f, true);

  private final int least;

  /// @param least places that each may have whoever else asks, 1 or more
  FairShares(int least) {
    this.least = least;
  }

  /// What one caller has.
  static final class Share {
    private long askedNanos;
    private int running;
    private int waiting;

    int running() {
      return running;
    }

    /// Requests that are inside or wait.
    int present() {
      return running + waiting;
    }

    void entered() {
      running++;
    }

    void left() {
      running--;
    }

    void waits() {
      waiting++;
    }

    void waitsNoLonger() {
      waiting--;
    }
  }

  /// A caller asks now.
  Share of(String caller, long nowNanos) {
    forgetUntil(nowNanos - REMEMBERED_NANOS);
    Share share = shares.computeIfAbsent(caller, _ -> new Share());
    share.askedNanos = nowNanos;
    return share;
  }

  /// Places that one caller may have.
  ///
  /// @param places of all together
  int most(int places) {
    return Math.max(least, Math.ceilDiv(places, Math.max(1, shares.size())));
  }

  private void forgetUntil(long nanos) {
    Iterator<Share> oldestFirst = shares.values().iterator();
    while (oldestFirst.hasNext()) {
      Share share = oldestFirst.next();
      if (share.askedNanos - nanos > 0) {
        return;
      }
      if (share.present() == 0) {
        oldestFirst.remove();
      }
    }
  }
}
