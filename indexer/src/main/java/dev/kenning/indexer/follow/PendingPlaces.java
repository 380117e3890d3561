package dev.kenning.indexer.follow;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The places of one tree that changed, and when each is to be looked at: once nothing has happened
/// for a while, so that a save that takes several steps is one change, and a branch switch one
/// batch.
///
/// A file that is missing, empty or growing when it is looked at is in doubt: it is looked at again
/// after the grace, and only then believed. Times are nanoseconds of one monotonic source. For one
/// thread at a time.
final class PendingPlaces {
  private final long quietNanos;
  private final long longestQuietNanos;
  private final long graceNanos;
  private final Set<String> changed = new LinkedHashSet<>();
  private final Map<String, Long> doubtedSince = new HashMap<>();
  private long firstNanos;
  private long lastNanos;

  PendingPlaces(FollowConfig config) {
    this.quietNanos = config.quiet().toNanos();
    this.longestQuietNanos = config.longestQuiet().toNanos();
    this.graceNanos = config.grace().toNanos();
  }

  void changed(String place, long now) {
    if (changed.isEmpty()) {
      firstNanos = now;
    }
    lastNanos = now;
    changed.add(place);
  }

  /// These were looked at and are not to be believed yet; all others that were looked at are done.
  void looked(Collection<String> at, Collection<String> doubted, long now) {
    doubtedSince.keySet().removeIf(place -> at.contains(place) && !doubted.contains(place));
    for (String place : doubted) {
      doubtedSince.putIfAbsent(place, now);
    }
  }

  /// Whether what a look shows of the place is to be believed, however odd.
  boolean isBelieved(String place, long now) {
    Long since = doubtedSince.get(place);
    return since != null && now - since >= graceNanos;
  }

  /// How long until there is something to look at: 0 or less if there is now; [Long#MAX_VALUE] if
  /// nothing changed.
  long waitNanos(long now) {
    long wait = Long.MAX_VALUE;
    if (!changed.isEmpty()) {
      wait = Math.min(lastNanos + quietNanos - now, firstNanos + longestQuietNanos - now);
    }
    for (long since : doubtedSince.values()) {
      wait = Math.min(wait, since + graceNanos - now);
    }
    return wait;
  }

  /// What is to be looked at now.
  Set<String> take(long now) {
    Set<String> due = new LinkedHashSet<>(changed);
    doubtedSince.forEach((place, since) -> {
      if (now - since >= graceNanos) {
        due.add(place);
      }
    });
    changed.clear();
    return due;
  }

  /// Everything is going to be looked at.
  void clear() {
    changed.clear();
    doubtedSince.clear();
  }

  int count() {
    return changed.size() + doubtedSince.size();
  }
}
