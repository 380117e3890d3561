package dev.kenning.search.cli;

import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import tools.jackson.databind.JsonNode;

/// What became of each tree: prints it, and adds up the exit status.
final class IndexOutcomes {
  private final Terminal terminal;
  private final boolean json;
  private final OutcomePrinter printer;
  private int doneCount;
  private int failedCount;
  private boolean partial;

  IndexOutcomes(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
    this.printer = json ? new OutcomeJson(terminal) : new OutcomePage(terminal);
  }

  /// Shows the progress of one tree.
  ProgressDisplay progress(String repository) {
    return json && !terminal.errIsTerminal()
        ? ProgressDisplay.none()
        : ProgressDisplay.of(terminal, repository);
  }

  void indexed(IndexReport report) {
    doneCount++;
    partial |= !report.isComplete();
    printer.indexed(report);
  }

  void tried(String repository, DryRunReport report) {
    doneCount++;
    partial |= !report.lost().isEmpty() || !report.skipProblems().isEmpty();
    printer.tried(repository, report);
  }

  /// @param job of a server, over
  void synced(JsonNode job) {
    if (job.path("state").asString("").equals("done")) {
      doneCount++;
      partial |= !job.path("complete").asBoolean(true);
    } else {
      failedCount++;
    }
    printer.synced(job);
  }

  void failed(IndexTarget target, String reason) {
    failedCount++;
    printer.failed(target, reason);
  }

  ExitStatus status() {
    if (failedCount > 0) {
      return doneCount == 0 ? ExitStatus.FAILED : ExitStatus.DONE_IN_PART;
    }
    return partial ? ExitStatus.DONE_IN_PART : ExitStatus.DONE;
  }
}
