package dev.kenning.search.cli;

import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.RepositoryRootConflictException;
import dev.kenning.indexer.run.IndexReport;
import dev.kenning.indexer.run.RepositoryNames;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.util.List;
import java.util.Optional;

/// Indexes trees in this process, one after the other.
final class LocalIndexing {
  private final FedIndex index;
  private final SourceRules rules;
  private final IndexOutcomes outcomes;
  private final boolean asBefore;

  LocalIndexing(FedIndex index, SourceRules rules, IndexOutcomes outcomes) {
    this(index, rules, outcomes, false);
  }

  private LocalIndexing(
      FedIndex index, SourceRules rules, IndexOutcomes outcomes, boolean asBefore) {
    this.index = index;
    this.rules = rules;
    this.outcomes = outcomes;
    this.asBefore = asBefore;
  }

  /// Leaves out of each tree what was left out the last time, where its own rules are the default.
  static LocalIndexing asBefore(FedIndex index, IndexOutcomes outcomes) {
    return new LocalIndexing(index, SourceRules.DEFAULT, outcomes, true);
  }

  void index(List<IndexTarget> targets) {
    for (IndexTarget target : targets) {
      try {
        index(target);
      } catch (SourceUnavailableException
          | RepositoryRootConflictException
          | WrongCallException e) {
        outcomes.refused(target, String.valueOf(e.getMessage()));
      }
      // From the first tree on: a list of hundreds is worth asking before its end.
      index.publish();
    }
  }

  private void index(IndexTarget target) {
    try (SourceTree tree = SourceTree.open(target.place(), rules)) {
      RepositoryRecord repository =
          RepositoryNames.claim(index.ledger(), tree, Optional.of(target.nameFor(tree)));
      if (!asBefore) {
        List<String> excluded = rules.excludes().stream().map(Glob::pattern).toList();
        index.ledger().exclude(repository.name(), excluded);
        outcomes.indexed(tree.root(), indexed(repository.name(), tree));
        return;
      }
      SourceRules remembered = rules.alsoExcluding(index.ledger().exclusions(repository.name()));
      try (SourceTree smaller = SourceTree.open(target.place(), remembered)) {
        outcomes.indexed(tree.root(), indexed(repository.name(), smaller));
      }
    }
  }

  private IndexReport indexed(String repository, SourceTree tree) {
    try (ProgressDisplay progress = outcomes.progress(repository)) {
      return index.run().index(repository, tree, progress);
    }
  }
}
