package dev.kenning.indexer.ledger;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The durable order of accepted changes. Safe for many threads; one process per data directory
/// writes.
public interface ChangeLedger extends AutoCloseable {
  /// Whose order the sequence numbers are places in.
  LedgerIdentity identity();

  /// Whether `sequence`, which the ledger `identity` gave out, means the same change here: it is
  /// this ledger's own, or was given out before this ledger went on from a copy of that one.
  boolean reaches(LedgerIdentity identity, SequenceNumber sequence);

  /// Gives the ledger an identity of its own from its head on. For a backup that becomes the truth:
  /// what the original gave out after the copy was made means nothing here, and can then be told
  /// apart.
  LedgerIdentity fork();

  /// Takes changes as one transaction, durable on return; receipts are in the order of `changes`.
  ///
  /// @throws UnknownRepositoryException if a change names a repository that does not exist
  /// @throws LedgerUnavailableException if nothing could be made durable (a full disk, a read-only
  ///   directory); nothing was taken
  List<Receipt> accept(List<FileChange> changes);

  /// Takes a writer's request whole or not at all, durable on return. With a key, the same request
  /// gets the same outcome however often it comes, across restarts too, as long as the key is among
  /// the newest [LedgerConfig#answersKept].
  ///
  /// Rejected changes are remembered, with their reasons.
  ///
  /// @throws UnknownRepositoryException if there is no such repository
  /// @throws LedgerUnavailableException if nothing could be made durable; nothing was taken
  SubmissionOutcome submit(Submission submission);

  /// The newest `limit` changes of a repository that were turned away, newest first; the oldest of
  /// all are forgotten.
  List<Rejection> rejections(String repository, int limit);

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

  /// How long ago the oldest change was acknowledged that a view does not reflect which reflects
  /// everything up to `visible`; empty if it reflects everything. Never less than it is, whatever
  /// was done to the machine's clock, except for time in which nobody had the ledger open. A change
  /// from before the ledger kept times is as old as 1970.
  Optional<Duration> unseenAge(SequenceNumber visible);

  /// [#unseenAge] as a time on the wall clock that the ledger was opened with.
  Optional<Instant> oldestUnseen(SequenceNumber visible);

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

  /// What a followed repository leaves out of its tree, as globs over paths within it, sorted.
  List<String> exclusions(String repository);

  /// Replaces them; what they mean for files that are held already is for the next scan to find.
  ///
  /// @throws UnknownRepositoryException if there is none of this name
  void exclude(String repository, List<String> globs);

  /// Forgets the repository with all its files, at once for everybody who asks; its name may be
  /// used again. Its content is overwritten by [#erase].
  ///
  /// @return the sequence that carries the deletion
  SequenceNumber deleteRepository(String name);

  /// Overwrites what deleted repositories left in the database, its free pages and its journal, in
  /// bounded steps beside living writers and readers. To be called again while it is not complete;
  /// opening the ledger for writing does so too.
  ErasureReport erase();

  /// Repositories deleted after `after`, for a view that must drop their methods.
  List<DeletedRepository> deletionsAfter(SequenceNumber after);

  /// Remembers that a stage failed on a file's content, so that status can name it.
  ///
  /// @param rulesVersion of the stage: the file is tried again when the stage has newer rules
  void setAside(
      FileKey file, SequenceNumber sequence, String stage, int rulesVersion, String reason);

  /// Likewise, to be tried again with the next rules of the stage, whichever they are.
  default void setAside(FileKey file, SequenceNumber sequence, String stage, String reason) {
    setAside(file, sequence, stage, 0, reason);
  }

  /// Forgets that a file was set aside, since its content now passes every stage.
  void clearSetAside(FileKey file);

  /// What is set aside now: a file that has changed since is not in it any more.
  List<SetAsideFile> setAside();

  /// What is set aside now because rules of `stage` older than `rulesVersion` failed on it.
  List<SetAsideFile> setAsideByOlderRules(String stage, int rulesVersion);

  /// The jobs.
  JobLog jobs();

  /// Writes a consistent copy beside living writers and readers, durable on return; the copy has
  /// the same identity, and is a ledger that can be opened. It is written under another name first,
  /// so that `target` is there whole or not at all.
  ///
  /// @param target a file that is not there yet, in a folder that is
  /// @throws LedgerUnavailableException if the copy cannot be written; nothing is left of it
  /// @throws LedgerCorruptException if the ledger cannot be read
  LedgerBackup backupTo(Path target);

  /// Reads everything: the database's own structure, each content against its hash, tables against
  /// each other. Changes nothing, and needs memory for a batch only.
  LedgerCheck check(LedgerCheck.Listener listener);

  /// Drops what was superseded by a change up to `reflected`, with the content that only it held,
  /// and gives the space back. The latest change of each file, tombstones, versions, deletions and
  /// answers stay. Works in bounded steps beside living writers and readers, and goes on after a
  /// crash when it is called again.
  ///
  /// @param reflected what each view has durably reflected that is kept or being built; history
  ///   after it stays whole
  CompactionReport compact(SequenceNumber reflected);

  /// History up to here may lack superseded changes. A view that is not there yet ends in the right
  /// state all the same, but reflects no single sequence below for sure.
  SequenceNumber compactedThrough();

  @Override
  void close();
}
