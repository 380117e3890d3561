package dev.kenning.search.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the index in step: what `indexer.run` does, as far as jobs need to know it. Called by one
/// thread at a time.
public interface IndexUpkeep {
  /// Takes what changed in a followed repository's root and makes it visible. Blocks until it is.
  /// Interrupting ends it early with an exception; nothing is left half done.
  ///
  /// @param progress told now and then, from any thread
  Outcome sync(String repository, Consumer<SyncProgress> progress);

  /// Makes everything that the ledger holds visible. Blocks until it is.
  void catchUp();

  /// What a sync did, and what it did not.
  ///
  /// @param counts by name, in snake case (`files_changed`), in the order to show them
  /// @param problems files left out or failed
  record Outcome(Map<String, Long> counts, List<JobProblem> problems) {
    public Outcome {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
      problems = List.copyOf(problems);
    }
  }
}
