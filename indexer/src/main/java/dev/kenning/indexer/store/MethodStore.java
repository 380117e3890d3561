package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;

/// Keeps methods by file and answers from snapshots. One process writes; writes to different files
/// may come from several threads, writes to one file must follow each other; [#commit] and
/// [#refresh] must not run beside writes that belong to the sequence they name.
///
/// A write, a commit or a refresh that the environment refuses (a full disk, a file that went away)
/// throws [StoreUnavailableException], and one that meets damaged files [StoreCorruptException].
/// From then on every write throws it again: what was written since the last commit is lost, and
/// snapshots already visible still answer. After [#recover] the store is to be fed from
/// [#committed] on.
public interface MethodStore extends SnapshotSource {
  /// Replaces all methods of a file in one step. An empty list leaves the file without methods.
  /// Applying the same revision twice is the same as once.
  ///
  /// @param contentHash lower-case hex SHA-256 of the bytes the methods were read from
  /// @throws IllegalArgumentException if a method belongs to another file or its vector has another
  ///   number of dimensions than the store
  void replaceFile(FileKey file, String contentHash, List<IndexedMethod> methods);

  /// Takes a file's methods away.
  void removeFile(FileKey file);

  /// Takes all methods of a repository away.
  void removeRepository(String repository);

  /// Makes everything written so far durable and says that it reflects the ledger up to `sequence`.
  /// Does not change what snapshots see: that is [#refresh].
  void commit(SequenceNumber sequence);

  /// Lets snapshots taken from now on see everything written so far, and say they reflect the
  /// ledger up to `sequence`. Cheaper than a commit; a crash loses what was refreshed and not
  /// committed.
  void refresh(SequenceNumber sequence);

  /// Makes a store that failed usable again, as its last commit left it; nothing to do where it is
  /// well. Snapshots go on showing the last good state until a refresh reaches it again, so that no
  /// reader is sent back in time. Not beside writes.
  ///
  /// @throws StoreUnavailableException if the environment still refuses
  /// @throws StoreCorruptException if its files are damaged: it has to be built anew
  default void recover() {}

  /// Writes anew whatever still holds a method that was replaced or removed, so that the next
  /// [#commit] and [#refresh] leave no byte of it on the disk once the last snapshot from before is
  /// closed. Reads and writes as much as it rewrites. Not beside writes.
  default void expunge() {}
}
