package dev.kenning.indexer.generation;

import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.store.SnapshotSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// The right to use one [ServingUnit] until closed. For the threads of one request; closing twice
/// is closing once.
public final class ServingLease implements AutoCloseable {
  private final ServingUnit unit;
  private final Runnable ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  ServingLease(ServingUnit unit, Runnable ended) {
    this.unit = unit;
    this.ended = ended;
  }

  public SnapshotSource store() {
    return unit.store();
  }

  public Embedder embedder() {
    return unit.embedder();
  }

  /// The same right to a unit that stands before this one's.
  public ServingLease giving(ServingUnit other) {
    return new ServingLease(other, this::close);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ended.run();
    }
  }
}
