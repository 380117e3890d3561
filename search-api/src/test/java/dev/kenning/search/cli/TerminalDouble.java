package dev.kenning.search.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// A terminal that remembers what was printed; nobody watches it.
final class TerminalDouble {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final String input;

  TerminalDouble(Path workingDirectory, Map<String, String> environment, String input) {
    this.workingDirectory = workingDirectory;
    this.environment = environment;
    this.input = input;
  }

  /// Runs one command line.
  ///
  /// @return its exit status
  int run(String... arguments) {
    return Kenning.run(terminal(), arguments);
  }

  Terminal terminal() {
    return new Terminal(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        environment,
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        false,
        false,
        workingDirectory);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
