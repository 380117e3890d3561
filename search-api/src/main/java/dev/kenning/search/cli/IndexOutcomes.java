package dev.kenning.search.cli;

import dev.kenning.indexer.run.DryRunReport;
import dev.kenning.indexer.run.IndexReport;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// What became of each tree: prints it, and adds up the exit status.
final class IndexOutcomes {
  private final Terminal terminal;
  private final boolean json;
  private final OutcomePrinter printer;
  private int doneCount;
  private int failedCount;
  private int refusedCount;
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

  void indexed(Path root, IndexReport report) {
    doneCount++;
    partial |= !report.isComplete();
    printer.indexed(root, report);
  }

  void tried(String repository, DryRunReport report) {
    doneCount++;
    partial |= !report.lost().isEmpty() || !report.skipProblems().isEmpty();
    printer.tried(repository, report);
  }

  /// @param root what was indexed
  /// @param job of a server, over
  void synced(Path root, JsonNode job) {
    if (job.path("state").asString("").equals("done")) {
      doneCount++;
      partial |= !job.path("complete").asBoolean(true);
    } else {
      failedCount++;
    }
    printer.synced(root, job);
  }

  /// The tree could not be begun: nothing is there to be read, or its name is taken.
  void refused(IndexTarget target, String reason) {
    refusedCount++;
    printer.refused(target, reason);
  }

  ExitStatus status() {
    if (doneCount == 0 && failedCount > 0) {
      return ExitStatus.FAILED;
    }
    if (doneCount == 0 && refusedCount > 0) {
      return ExitStatus.WRONG_CALL;
    }
    return partial || failedCount + refusedCount > 0 ? ExitStatus.DONE_IN_PART : ExitStatus.DONE;
  }
}
