package dev.kenning.indexer.generation;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.function.Function;

/// The store that answers at the moment of each call, for those who watch and ask for no vectors.
/// Closing it closes nothing. Any thread.
public record ServedStore(ServingSource serving) implements SnapshotSource {
  @Override
  public IndexFingerprint fingerprint() {
    return ask(SnapshotSource::fingerprint);
  }

  @Override
  public SequenceNumber committed() {
    return ask(SnapshotSource::committed);
  }

  /// Stays good after its store was replaced: a snapshot holds what it shows.
  @Override
  public StoreSnapshot snapshot() {
    return ask(SnapshotSource::snapshot);
  }

  @Override
  public StoreSize size() {
    return ask(SnapshotSource::size);
  }

  @Override
  public void close() {}

  private <T> T ask(Function<SnapshotSource, T> question) {
    try (ServingLease lease = serving.lease()) {
      return question.apply(lease.store());
    }
  }
}
