package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.MethodStore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Decides when stored work is shown to searches and when it is made durable. For one thread.
final class Checkpoint {
  private final MethodStore store;
  private final IndexRunConfig config;
  private final LongSupplier nanoSource;
  private final Consumer<SequenceNumber> visible;
  private SequenceNumber applied;
  private boolean changed;
  private long committedNanos;
  private long refreshedNanos;

  /// @param visible told of each sequence up to which searches now see the ledger
  Checkpoint(
      MethodStore store,
      IndexRunConfig config,
      LongSupplier nanoSource,
      Consumer<SequenceNumber> visible) {
    this.store = store;
    this.config = config;
    this.nanoSource = nanoSource;
    this.visible = visible;
    this.applied = store.committed();
    this.committedNanos = nanoSource.getAsLong();
    this.refreshedNanos = committedNanos;
  }

  /// Everything up to `sequence` is in the store.
  SequenceNumber stored(SequenceNumber sequence) {
    applied = sequence;
    changed = true;
    long now = nanoSource.getAsLong();
    if (now - refreshedNanos >= config.refreshInterval().toNanos()) {
      refresh();
    }
    if (now - committedNanos >= config.commitInterval().toNanos()) {
      commit();
    }
    return applied;
  }

  /// Shows everything first, since somebody may be waiting to see it, then makes it durable.
  SequenceNumber finish() {
    if (changed) {
      refresh();
      commit();
    }
    return applied;
  }

  private void refresh() {
    store.refresh(applied);
    visible.accept(applied);
    refreshedNanos = nanoSource.getAsLong();
  }

  private void commit() {
    store.commit(applied);
    committedNanos = nanoSource.getAsLong();
  }
}
