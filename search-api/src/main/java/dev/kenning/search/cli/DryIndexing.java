package dev.kenning.search.cli;

import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.run.DryRun;
import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.util.List;

/// Reads and parses trees and keeps nothing: no data directory, no model.
final class DryIndexing {
  private final SourceRules rules;
  private final IndexOutcomes outcomes;

  DryIndexing(SourceRules rules, IndexOutcomes outcomes) {
    this.rules = rules;
    this.outcomes = outcomes;
  }

  void index(List<IndexTarget> targets) {
    try (IndexWorkers workers = IndexWorkers.start(Processors.count())) {
      DryRun run = new DryRun(new MethodExtractor(), workers);
      for (IndexTarget target : targets) {
        try (SourceTree tree = SourceTree.open(target.place(), rules)) {
          String name = target.nameFor(tree);
          outcomes.tried(name, tried(run, name, tree));
        } catch (SourceUnavailableException | WrongCallException e) {
          outcomes.refused(target, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private DryRunReport tried(DryRun run, String name, SourceTree tree) {
    try (ProgressDisplay progress = outcomes.progress(name)) {
      return run.run(name, tree, progress);
    }
  }
}
