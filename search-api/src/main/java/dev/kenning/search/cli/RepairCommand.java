package dev.kenning.search.cli;

import dev.kenning.indexer.care.Repair;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.SalvageReport;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes a data directory whole again from what is whole.
@Command(
    name = "repair",
    sortOptions = false,
    description = {
      "Make a damaged data directory whole again: the index is built from the ledger, and of a"
          + " damaged embedding cache or ledger every row that can be read is saved into a new one."
          + " What is whole is kept; what is lost is named.",
      "Needs the directory for itself: stop a server first."
    },
    footer = {
      "",
      "Examples:",
      "  kenning verify || kenning repair",
      "",
      "Exit status: 0 whole again, 3 whole again and something is lost, 1 nothing could be saved."
    })
final class RepairCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  RepairCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DataDirectory directory = data.existing(terminal);
    Care.requireFree(directory);
    Repair.Outcome outcome;
    try (WriterLock _ = directory.lock(LockOwner.thisProcess("repair"));
        CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      outcome = new Repair(directory).run(display);
    } catch (LedgerCorruptException e) {
      throw new CommandFailedException(
          e.getMessage() + ". Restore a backup: kenning restore FILE --replace", e);
    }
    if (outcome.rebuild().isPresent()) {
      var _ = Care.buildIndex(directory, terminal, "repair", outcome.rebuild());
    }
    if (json) {
      terminal.out().println(wire(outcome));
    } else {
      show(directory, outcome);
    }
    boolean lost = outcome.salvage().map(RepairCommand::hasLosses).orElse(false);
    return (lost ? ExitStatus.DONE_IN_PART : ExitStatus.DONE).code;
  }

  private static boolean hasLosses(SalvageReport salvage) {
    return salvage.lostFileCount() > 0 || !salvage.unreadableRows().isEmpty();
  }

  private void show(DataDirectory directory, Repair.Outcome outcome) {
    outcome.steps().forEach(step -> terminal.out().println("- " + step));
    outcome.salvage().ifPresent(this::show);
    terminal
        .out()
        .println(
            outcome.wasWhole()
                ? directory.root() + " was whole; nothing was changed"
                : directory.root() + " is whole again");
  }

  private void show(SalvageReport salvage) {
    terminal
        .out()
        .printf(Locale.ROOT, "  saved %s%n", Spoken.count(salvage.fileCount(), "file", "files"));
    for (SalvageReport.LostFile lost : salvage.lostFiles()) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "  ! lost: %s (change %,d); %s%n",
              lost.file(),
              lost.sequence(),
              lost.followed()
                  ? "the next kenning index of its tree takes it again"
                  : "its writer has to send it again");
    }
    if (salvage.lostFileCount() > salvage.lostFiles().size()) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "  … and %,d more%n",
              salvage.lostFileCount() - salvage.lostFiles().size());
    }
    for (String rows : salvage.unreadableRows()) {
      terminal.out().println("  ! not readable: " + rows);
    }
  }

  private static ObjectNode wire(Repair.Outcome outcome) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("was_whole", outcome.wasWhole());
    node.putArray("steps");
    outcome.steps().forEach(step -> node.withArray("steps").add(step));
    node.put("index_rebuilt", outcome.rebuild().isPresent());
    outcome
        .salvage()
        .ifPresent(salvage -> {
          ObjectNode saved = node.putObject("salvage");
          saved.put("files", salvage.fileCount());
          saved.put("lost_files", salvage.lostFileCount());
          salvage.lostFiles().forEach(lost -> saved.withArray("lost").add(lost.file().toString()));
          salvage.unreadableRows().forEach(rows -> saved.withArray("unreadable").add(rows));
        });
    return node;
  }
}
