package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.source.SourceRules;
import java.util.List;
import java.util.Optional;

/// Keeps an index up to date inside a server.
@SuppressWarnings("DoNotCallSuggester") // until it is built
public final class LiveIndex implements AutoCloseable {
  public LiveIndex(IndexRun run, ChangeLedger ledger, SourceRules rules) {}

  /// Begins to apply what the ledger holds and the index does not.
  public void start() {}

  /// Asks for a followed repository to be brought up to date; one that is queued already is not
  /// queued twice.
  ///
  /// @throws dev.kenning.indexer.ledger.UnknownRepositoryException if there is none of this name
  /// @throws IllegalArgumentException if it follows no root
  public SyncJob sync(String repository) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// A job by its id; finished ones are kept for a while.
  public Optional<SyncJob> job(String id) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Jobs that are kept, newest first.
  public List<SyncJob> jobs() {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Takes changes of pushed repositories: durable on return, visible soon after.
  public List<Receipt> accept(List<FileChange> changes) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Makes a repository, or gives a known one its root.
  public RepositoryRecord createRepository(String name, Optional<String> root) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Forgets a repository and all it holds.
  public SequenceNumber deleteRepository(String name) {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// The ledger up to here is visible.
  public SequenceNumber visible() {
    throw new UnsupportedOperationException("Not built yet");
  }

  /// Waits until the ledger up to `sequence` is visible.
  ///
  /// @return false if the deadline passed first
  public boolean awaitVisible(SequenceNumber sequence, Deadline deadline) {
    throw new UnsupportedOperationException("Not built yet");
  }

  @Override
  public void close() {}
}
