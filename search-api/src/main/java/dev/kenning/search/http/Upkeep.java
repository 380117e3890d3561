package dev.kenning.search.http;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.care.Compaction;
import dev.kenning.indexer.care.LiveCare;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.follow.TreeState;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.Submission;
import dev.kenning.indexer.ledger.SubmissionOutcome;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.run.SyncJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What the routes ask of whoever takes changes and keeps the index in step with them. Any number
/// of threads.
public interface Upkeep {
  /// What [LiveIndex#sync] does.
  SyncJob sync(String repository);

  /// What [LiveIndex#job] does.
  Optional<SyncJob> job(String id);

  /// What [LiveIndex#accept] does.
  List<Receipt> accept(List<FileChange> changes);

  /// What [LiveIndex#submit] does.
  SubmissionOutcome submit(Submission submission);

  /// What [LiveIndex#createRepository] does.
  RepositoryRecord createRepository(String name, Optional<String> root);

  /// What [LiveIndex#deleteRepository] does.
  SequenceNumber deleteRepository(String name);

  /// What [LiveIndex#trouble] does.
  Optional<String> trouble();

  /// How the following of each tree stands.
  List<TreeState> trees();

  /// What [LiveCare#erasing] does.
  default int erasing() {
    return 0;
  }

  /// What [LiveCare#compact] does.
  default Compaction.Report compact() throws IOException {
    throw new Refusal(Refusal.Reason.NOT_BUILT, "Nobody looks after a data directory here");
  }

  /// The upkeep of a real index that nobody erases from or compacts.
  static Upkeep of(LiveIndex live, FollowedTrees trees) {
    return of(live, trees, Optional.empty());
  }

  /// The upkeep of a real index in a data directory.
  static Upkeep of(LiveIndex live, FollowedTrees trees, Optional<LiveCare> care) {
    return new Upkeep() {
      @Override
      public int erasing() {
        return care.map(LiveCare::erasing).orElse(0);
      }

      @Override
      public Compaction.Report compact() throws IOException {
        return care.isPresent() ? care.get().compact() : Upkeep.super.compact();
      }

      @Override
      public SyncJob sync(String repository) {
        return live.sync(repository);
      }

      @Override
      public Optional<SyncJob> job(String id) {
        return live.job(id);
      }

      @Override
      public List<Receipt> accept(List<FileChange> changes) {
        return live.accept(changes);
      }

      @Override
      public SubmissionOutcome submit(Submission submission) {
        return live.submit(submission);
      }

      @Override
      public RepositoryRecord createRepository(String name, Optional<String> root) {
        RepositoryRecord repository = live.createRepository(name, root);
        trees.refresh();
        return repository;
      }

      @Override
      public SequenceNumber deleteRepository(String name) {
        SequenceNumber sequence = live.deleteRepository(name);
        trees.refresh();
        return sequence;
      }

      @Override
      public Optional<String> trouble() {
        return live.trouble();
      }

      @Override
      public List<TreeState> trees() {
        return trees.states();
      }
    };
  }
}
