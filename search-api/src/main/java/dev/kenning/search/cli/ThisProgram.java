package dev.kenning.search.cli;

import dev.kenning.search.trial.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How to start Kenning again in a process of its own, with this JVM and this class path.
final class ThisProgram {
  private ThisProgram() {}

  /// @param model what the server indexes by; empty for its own choice
  /// @param options of the JVM, beside those it cannot do without
  static ServerCommand server(Terminal terminal, Optional<String> model, List<String> options) {
    List<String> program = new ArrayList<>();
    program.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(System.getProperty("java.home") + "/bin/java"));
    program.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-Dai.djl.offline=true",
            "-DOPT_OUT_TRACKING=true",
            "-Dslf4j.internal.verbosity=WARN",
            "-D" + Engine.CACHE_PROPERTY + "=" + Engine.cache(terminal)));
    program.addAll(options);
    program.addAll(
        List.of("-cp", System.getProperty("java.class.path", ""), Kenning.class.getName()));
    return new ServerCommand(program, model.map(id -> List.of("--model", id)).orElse(List.of()));
  }
}
