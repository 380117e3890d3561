package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.LiveIndex;
import java.util.List;
import java.util.Optional;

/// The catching up of a server's own index. Any number of threads.
public final class LiveCatchup implements Catchup {
  private final LiveIndex live;

  public LiveCatchup(LiveIndex live) {
    this.live = live;
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
    return new TreesSeen.Looked(List.of());
  }
}
