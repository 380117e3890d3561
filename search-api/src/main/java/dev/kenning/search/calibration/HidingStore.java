package dev.kenning.search.calibration;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import java.util.Set;

/// A store whose searches do not find some methods, as if they had never been indexed; how rare
/// words are is not counted anew. Closing it leaves the store open. For one thread.
final class HidingStore implements SnapshotSource {
  private final SnapshotSource store;
  private Set<MethodId> hidden = Set.of();

  HidingStore(SnapshotSource store) {
    this.store = store;
  }

  /// Hides these methods, and no others, from snapshots taken from now on.
  void hide(Set<MethodId> methods) {
    hidden = Set.copyOf(methods);
  }

  @Override
  public StoreSnapshot snapshot() {
    StoreSnapshot whole = store.snapshot();
    return hidden.isEmpty() ? whole : new HidingSnapshot(whole, hidden);
  }

  @Override
  public IndexFingerprint fingerprint() {
    return store.fingerprint();
  }

  @Override
  public SequenceNumber committed() {
    return store.committed();
  }

  @Override
  public StoreSize size() {
    return store.size();
  }

  @Override
  public void close() {
    // its owner closes the store
  }
}
