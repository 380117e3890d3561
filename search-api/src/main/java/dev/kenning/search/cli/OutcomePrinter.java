package dev.kenning.search.cli;

import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import tools.jackson.databind.JsonNode;

/// Tells what became of a tree.
interface OutcomePrinter {
  void indexed(IndexReport report);

  void tried(String repository, DryRunReport report);

  /// @param job of the server that did the work
  void synced(JsonNode job);

  void failed(IndexTarget target, String reason);
}
