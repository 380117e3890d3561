package dev.kenning.indexer.store;

import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;

/// A store as its readers see it: what it was made by, how far it goes, and snapshots of it. Safe
/// for any number of threads.
public interface SnapshotSource extends AutoCloseable {
  /// The rules its content was made by.
  IndexFingerprint fingerprint();

  /// The sequence of the last commit: everything up to it survives a crash. [SequenceNumber#NONE]
  /// for a new store.
  SequenceNumber committed();

  /// A lease on what is visible now; close it soon.
  StoreSnapshot snapshot();

  /// Bytes on disk by part (`vectors`, `graph`, `text`, `stored`, `other`).
  StoreSize size();

  @Override
  void close();
}
