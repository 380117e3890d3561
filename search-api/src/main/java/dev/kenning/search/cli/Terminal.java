package dev.kenning.search.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// Where a command reads and prints, and the surroundings it may ask: the one view of the outside.
///
/// @param out the result, and nothing else
/// @param err progress, remarks, errors
/// @param in standard input
/// @param environment variables of the process
/// @param clock the time of day
/// @param outIsTerminal whether a person sees `out` as it comes
/// @param errIsTerminal the same for `err`
/// @param workingDirectory what relative paths are relative to
record Terminal(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    Clock clock,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Path workingDirectory) {

  Terminal {
    environment = Map.copyOf(environment);
  }

  /// The process's own.
  static Terminal ofProcess() {
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        System.in,
        System.getenv(),
        Clock.systemUTC(),
        StandardStreams.isTerminal(StandardStreams.OUT),
        StandardStreams.isTerminal(StandardStreams.ERR),
        Path.of("").toAbsolutePath());
  }

  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /// Colours go to terminals only, and not where the user asked for none (no-color.org).
  boolean colours() {
    return outIsTerminal
        && variable("NO_COLOR").isEmpty()
        && !variable("TERM").equals(Optional.of("dumb"));
  }

  /// An absolute path for one that was typed; `~` alone or in front stands for the home folder.
  Path resolve(String typed) {
    if (typed.equals("~") || typed.startsWith("~/")) {
      return home().resolve(typed.length() > 2 ? typed.substring(2) : "").normalize();
    }
    return workingDirectory.resolve(typed).normalize();
  }

  Path home() {
    return Path.of(System.getProperty("user.home", "."));
  }

  PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  void remark(String line) {
    err.println(line);
  }
}
