package dev.kenning.search.answer;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.run.Taken;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceUnavailableException;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Nobody brings the index up to the ledger: what is visible stays as it is, and waiting is of no
/// use. Any number of threads.
public final class Unattended implements Catchup {
  private final SnapshotSource store;
  private final Optional<Trees> trees;

  private record Trees(ChangeLedger ledger, TreeIntake intake) {}

  /// Does not look at trees.
  ///
  /// @param store tells up to where the ledger is visible
  public Unattended(SnapshotSource store) {
    this.store = store;
    this.trees = Optional.empty();
  }

  /// @param store tells up to where the ledger is visible
  /// @param ledger knows the repositories
  /// @param intake compares followed trees with the ledger, and takes nothing
  public Unattended(SnapshotSource store, ChangeLedger ledger, TreeIntake intake) {
    this.store = store;
    this.trees = Optional.of(new Trees(ledger, intake));
  }

  @Override
  public boolean isAttended() {
    return false;
  }

  @Override
  public SequenceNumber visible() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot.sequence();
    }
  }

  @Override
  public boolean awaitVisible(SequenceNumber sequence, Deadline deadline) {
    return false;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.of("nobody writes to this index now; kenning index or kenning serve would");
  }

  @Override
  public TreesSeen lookAtTrees(List<String> repositories, Deadline deadline) {
    return trees
        .map(some -> compare(some, repositories))
        .orElseGet(() -> new TreesSeen.Looked(List.of()));
  }

  /// A change on disk that nobody takes cannot become visible.
  private static TreesSeen compare(Trees trees, List<String> repositories) {
    List<String> remarks = new ArrayList<>();
    for (RepositoryRecord repository : trees.ledger().repositories()) {
      String name = repository.name();
      if (repository.root().isPresent()
          && (repositories.isEmpty() || repositories.contains(name))) {
        try {
          Taken unseen = trees.intake().compare(name);
          if (!unseen.isUnchanged()) {
            return new TreesSeen.Late(
                "%d files of %s changed on disk since they were indexed; kenning index %s takes them"
                    .formatted(
                        unseen.added() + unseen.changed() + unseen.removed(),
                        name,
                        repository.root().get()));
          }
        } catch (SourceUnavailableException e) {
          remarks.add("tree %s: %s".formatted(name, e.getMessage()));
        }
      }
    }
    return new TreesSeen.Looked(remarks);
  }
}
