package dev.kenning.search.cli;

import dev.kenning.indexer.care.Backup;
import dev.kenning.indexer.care.BackupManifest;
import dev.kenning.indexer.care.BackupUnusableException;
import dev.kenning.indexer.care.Restoration;
import dev.kenning.indexer.run.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings a backup back.
@Command(
    name = "restore",
    sortOptions = false,
    description = {
      "Bring a backup back as the data directory. Every checksum is held before anything is touched,"
          + " and a directory that holds something is refused unless told otherwise.",
      "The index is then built from the ledger, unless the backup holds it."
    },
    footer = {
      "",
      "Examples:",
      "  kenning restore ~/kenning-2026-11-24.backup --data ~/restored",
      "  kenning restore ~/kenning-2026-11-24.backup --replace      what was there is kept beside it"
    })
final class RestoreCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE", description = "What backup made.")
  private String file = "";

  @Option(
      names = "--replace",
      description = "Move a data directory that holds something aside; it is never deleted.")
  private boolean replace;

  @Option(
      names = "--no-index",
      description = "Leave the index to the next kenning index or kenning serve.")
  private boolean withoutIndex;

  @Mixin private DataOption data = new DataOption();

  RestoreCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path source = terminal.resolve(file);
    if (!Files.isRegularFile(source)) {
      throw new WrongCallException("FILE '%s' does not exist.".formatted(file));
    }
    Path place = data.place(terminal);
    if (Files.isDirectory(place)) {
      Care.requireFree(DataDirectory.open(place));
    }
    Restoration.Outcome.Restored restored = restore(source, place);
    BackupManifest manifest = restored.manifest();
    DataDirectory directory = DataDirectory.open(place);
    if (manifest.withIndex() && manifest.generation().isPresent()) {
      directory.publish(manifest.generation().get());
    }
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%s: the ledger up to change %,d, as it was at %s%n",
            place,
            manifest.sequence(),
            manifest.madeAt());
    restored
        .kept()
        .ifPresent(kept -> terminal.out().println("  what was there before is kept as " + kept));
    if (!withoutIndex && manifest.generation().isPresent()) {
      long methods =
          Care.buildIndex(directory, terminal, "restore", manifest.generation()).methodCount();
      terminal
          .out()
          .println(
              manifest.withIndex()
                  ? "  its index answers"
                  : "  its index was built again: " + Spoken.count(methods, "method", "methods"));
    }
    return ExitStatus.DONE.code;
  }

  private Restoration.Outcome.Restored restore(Path source, Path place) throws IOException {
    try (Backup backup = Backup.open(source);
        CareDisplay display = new CareDisplay(terminal, System::nanoTime)) {
      return switch (new Restoration(place, Care::adopt).restore(backup, replace, display)) {
        case Restoration.Outcome.Restored restored -> restored;
        case Restoration.Outcome.Occupied _ ->
            throw new WrongCallException(
                "%s holds something already. Choose another --data, or --replace it: it is then"
                        .formatted(place)
                    + " moved aside, not deleted.");
      };
    } catch (BackupUnusableException e) {
      throw new CommandFailedException(
          "%s cannot be restored: %s. Nothing was touched.".formatted(source, e.getMessage()), e);
    }
  }
}
