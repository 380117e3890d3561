package dev.kenning.indexer.follow;

import java.time.Duration;

/// How trees are followed.
///
/// @param quiet a change is looked at once nothing else happened in its tree for this long
/// @param longestQuiet but never later than this after the first event
/// @param grace how long a file may be missing, empty or growing before that is believed: editors
///   move the old file away, or empty it, before they write the new one
/// @param longestGitHold how long git's lock on its index is waited for
/// @param reconcile the pause between two looks at everything where events are told
/// @param poll the same where they are not, or the tree is not there
public record FollowConfig(
    Duration quiet,
    Duration longestQuiet,
    Duration grace,
    Duration longestGitHold,
    Duration reconcile,
    Duration poll) {
  /// 50 ms, 1 s, 300 ms, 30 s, a minute, 5 s.
  public static final FollowConfig DEFAULT =
      new FollowConfig(
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5));

  public FollowConfig {
    for (Duration one :
        new Duration[] {quiet, longestQuiet, grace, longestGitHold, reconcile, poll}) {
      if (one.isNegative()) {
        throw new IllegalArgumentException("Pauses are 0 or more, not " + one);
      }
    }
  }

  FollowConfig withPauses(Duration newReconcile, Duration newPoll) {
    return new FollowConfig(quiet, longestQuiet, grace, longestGitHold, newReconcile, newPoll);
  }
}
