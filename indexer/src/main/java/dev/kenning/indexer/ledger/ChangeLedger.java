package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The durable order of accepted changes. Safe for many threads; one process per data directory
/// writes.
public interface ChangeLedger extends AutoCloseable {
  /// Takes changes as one transaction, durable on return; receipts are in the order of `changes`.
  ///
  /// @throws UnknownRepositoryException if a change names a repository that does not exist
  /// @throws LedgerUnavailableException if nothing could be made durable (a full disk, a read-only
  ///   directory); nothing was taken
  List<Receipt> accept(List<FileChange> changes);

  /// The last sequence taken.
  SequenceNumber head();

  /// The changes after `after`, oldest first, at most `limit`, each with its file's latest entry.
  ///
  /// A view that has applied these entries reflects every change up to the last one's sequence:
  /// each by itself or by a newer one. It need not apply an entry twice that it meets again. (If
  /// each file were given only once, at its latest place, a view could never say that it holds the
  /// first change of a file that keeps changing.)
  List<PendingChange> changesAfter(SequenceNumber after, int limit);

  /// How much a view is behind that reflects everything up to `after`.
  PendingChanges pendingAfter(SequenceNumber after);

  /// How many files changed after `after`.
  default long pendingCount(SequenceNumber after) {
    return pendingAfter(after).fileCount();
  }

  /// @throws LedgerCorruptException if the bytes kept do not have this hash
  Content content(ContentHash hash);

  /// The live files of a repository with their latest entry.
  Map<String, LedgerEntry> files(String repository);

  Optional<LedgerEntry> latest(FileKey file);

  /// The stamps seen when the files of a followed repository were last read.
  Map<String, FileStamp> stamps(String repository);

  /// Replaces the stamps of the paths given; a path that maps to nothing any more is not touched.
  void recordStamps(String repository, Map<String, FileStamp> stamps);

  List<RepositoryRecord> repositories();

  Optional<RepositoryRecord> repository(String name);

  /// Makes a repository known, or gives a known one its (same or new) root.
  ///
  /// @throws RepositoryRootConflictException if the name is taken by another root
  RepositoryRecord createRepository(String name, Optional<String> root);

  /// Tombstones every file, erases its content and forgets the repository; its name may be used
  /// again.
  ///
  /// @return the sequence that carries the deletion
  SequenceNumber deleteRepository(String name);

  /// Repositories deleted after `after`, for a view that must drop their methods.
  List<DeletedRepository> deletionsAfter(SequenceNumber after);

  /// Remembers that a stage failed on a file's content, so that status can name it.
  void setAside(FileKey file, SequenceNumber sequence, String stage, String reason);

  /// Forgets that a file was set aside, since its content now passes every stage.
  void clearSetAside(FileKey file);

  /// What is set aside now: a file that has changed since is not in it any more.
  List<SetAsideFile> setAside();

  @Override
  void close();
}
