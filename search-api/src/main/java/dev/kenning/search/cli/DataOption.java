package dev.kenning.search.cli;

import dev.kenning.indexer.run.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the index lies.
final class DataOption {
  static final String VARIABLE = "KENNING_DATA";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory (default: $KENNING_DATA, else ~/.kenning).")
  private @Nullable String typed;

  DataDirectory open(Terminal terminal) {
    Path place = place(terminal);
    if (Files.exists(place) && !Files.isDirectory(place)) {
      throw new WrongCallException("the data directory %s is not a folder.".formatted(place));
    }
    return DataDirectory.open(place);
  }

  /// The same where there is one already: a question must not make an empty index.
  DataDirectory existing(Terminal terminal) {
    Path place = place(terminal);
    if (Files.notExists(place)) {
      throw new CommandFailedException(
          "there is no data directory %s. Index something first: kenning index PATH"
              .formatted(place));
    }
    return open(terminal);
  }

  Path place(Terminal terminal) {
    if (typed != null && typed.isBlank()) {
      throw new WrongCallException("--data needs the path of a folder, but is empty.");
    }
    String named = typed == null ? terminal.variable(VARIABLE).orElse("~/.kenning") : typed;
    return terminal.resolve(named);
  }
}
