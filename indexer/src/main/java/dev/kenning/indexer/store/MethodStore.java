package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;

/// Keeps methods by file and answers from snapshots. One process writes; writes to different files
/// may come from several threads; [#commit] must not run beside them for the sequence it names.
public interface MethodStore extends AutoCloseable {
  IndexFingerprint fingerprint();

  /// The sequence of the last commit: everything up to it survives a crash. [SequenceNumber#NONE]
  /// for a new store.
  SequenceNumber committed();

  /// Replaces all methods of a file in one step. An empty list leaves the file without methods.
  /// Applying the same revision twice is the same as once.
  ///
  /// @param contentHash lower-case hex SHA-256 of the bytes the methods were read from
  void replaceFile(FileKey file, String contentHash, List<IndexedMethod> methods);

  /// Takes a file's methods away.
  void removeFile(FileKey file);

  /// Takes all methods of a repository away.
  void removeRepository(String repository);

  /// Makes everything written so far durable and says that it reflects the ledger up to `sequence`.
  void commit(SequenceNumber sequence);

  /// Lets snapshots taken from now on see everything written so far, and say they reflect the
  /// ledger up to `sequence`. Cheaper than a commit; a crash loses what was refreshed and not
  /// committed.
  void refresh(SequenceNumber sequence);

  /// A lease on what is visible now; close it soon.
  StoreSnapshot snapshot();

  /// Bytes on disk by part (`vectors`, `graph`, `text`, `stored`, `other`).
  StoreSize size();

  @Override
  void close();
}
