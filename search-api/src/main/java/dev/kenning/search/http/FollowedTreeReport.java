package dev.kenning.search.http;

import dev.kenning.indexer.follow.TreeState;
import java.time.Instant;
import java.util.Optional;

/// A followed tree as the wire shows it.
///
/// @param state `starting`, `watching`, `polling`, `missing` or `on_demand`
/// @param reason one sentence where that is not the usual state
/// @param folders whose events are told
/// @param pending places that changed and are not looked at yet
/// @param lastEvent when the file system last told of something that matters, ISO-8601
/// @param lastReconcile when everything was last looked at, ISO-8601
record FollowedTreeReport(
    String repository,
    String root,
    String state,
    Optional<String> reason,
    int folders,
    int pending,
    Optional<String> lastEvent,
    Optional<String> lastReconcile) {
  static FollowedTreeReport of(TreeState tree) {
    return new FollowedTreeReport(
        tree.repository(),
        tree.root(),
        tree.phase().word(),
        tree.reason(),
        tree.watchedFolderCount(),
        tree.pendingCount(),
        tree.lastEvent().map(Instant::toString),
        tree.lastReconcile().map(Instant::toString));
  }
}
