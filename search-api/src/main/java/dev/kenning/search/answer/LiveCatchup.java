package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.run.LiveIndex;
import java.util.List;
import java.util.Optional;

/// The catching up of a server's own index. Any number of threads.
public final class LiveCatchup implements Catchup {
  private final LiveIndex live;
  private final FollowedTrees trees;

  public LiveCatchup(LiveIndex live, FollowedTrees trees) {
    this.live = live;
    this.trees = trees;
  }

  @Override
  public boolean isAttended() {
    return true;
  }

  @Override
  public SequenceNumber visible() {
    return live.visible();
  }

  @Override
  public boolean awaitVisible(SequenceNumber sequence, Deadline deadline) {
    return live.awaitVisible(sequence, deadline);
  }

  @Override
  public Optional<String> trouble() {
    return live.trouble();
  }

  @Override
  public TreesSeen lookAtTrees(List<String> repositories, Deadline deadline) {
    return trees
        .look(repositories, deadline)
        .<TreesSeen>map(TreesSeen.Looked::new)
        .orElseGet(() -> new TreesSeen.Late("the followed trees are still being looked at"));
  }
}
