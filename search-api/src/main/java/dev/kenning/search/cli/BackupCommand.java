package dev.kenning.search.cli;

import dev.kenning.indexer.care.BackupManifest;
import dev.kenning.indexer.care.BackupWriter;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.answer.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Saves what cannot be made again.
@Command(
    name = "backup",
    sortOptions = false,
    description = {
      "Save the data directory to one file, as it is at one instant; a server may go on meanwhile.",
      "Kept are the ledger and imported models. The index is a view of the ledger: it is made again"
          + " by restore, or saved too with --with-index."
    },
    footer = {
      "",
      "Examples:",
      "  kenning backup ~/kenning-2026-11-24.backup",
      "  kenning backup /mnt/nightly/kenning.backup --with-index    ready at once when restored"
    })
final class BackupCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "The file to make; it must not exist.")
  private String file = "";

  @Option(names = "--with-index", description = "Save the index, too: larger, restored faster.")
  private boolean withIndex;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  BackupCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path target = terminal.resolve(file);
    Path folder = target.getParent();
    if (Files.exists(target)) {
      throw new WrongCallException("FILE '%s' exists; choose another name.".formatted(file));
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new WrongCallException("the folder of FILE '%s' does not exist.".formatted(file));
    }
    DataDirectory directory = data.existing(terminal);
    BackupManifest manifest;
    try (CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      manifest =
          new BackupWriter(directory, Care.ledgerCopy(directory), terminal.clock())
              .write(target, withIndex, display);
    }
    if (json) {
      terminal
          .out()
          .println(
              WireFormat.text(
                  Map.of(
                      "file", target.toString(),
                      "sequence", manifest.sequence(),
                      "with_index", manifest.withIndex(),
                      "bytes", manifest.sizeBytes())));
    } else {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%s: the ledger up to change %,d%s; %s, each file with its SHA-256%n",
              target,
              manifest.sequence(),
              manifest.withIndex() ? " and its index" : "",
              Spoken.size(manifest.sizeBytes()));
    }
    return ExitStatus.DONE.code;
  }
}
