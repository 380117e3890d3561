package dev.kenning.search.cli;

import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// Tells what became of a tree.
interface OutcomePrinter {
  /// @param root what was indexed
  void indexed(Path root, IndexReport report);

  void tried(String repository, DryRunReport report);

  /// @param root what was indexed
  /// @param job of the server that did the work
  void synced(Path root, JsonNode job);

  void refused(IndexTarget target, String reason);
}
