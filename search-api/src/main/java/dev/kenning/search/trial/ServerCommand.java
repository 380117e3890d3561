package dev.kenning.search.trial;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a server is started: everything of the command line but what a trial decides.
///
/// @param program the executable with its own options and, for a JVM, the main class
/// @param options of `serve`, `--model ID` for example
public record ServerCommand(List<String> program, List<String> options) {
  public ServerCommand {
    program = List.copyOf(program);
    options = List.copyOf(options);
  }

  /// The same program behind another one, `prlimit --fsize=1000000` for example.
  public ServerCommand behind(String... wrapper) {
    List<String> wrapped = new ArrayList<>(List.of(wrapper));
    wrapped.addAll(program);
    return new ServerCommand(wrapped, options);
  }

  /// Serves `data` on any free port.
  List<String> serve(Path data, List<String> more) {
    List<String> line = new ArrayList<>(program);
    line.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
    line.addAll(options);
    line.addAll(more);
    return line;
  }

  /// Another command of the same program.
  List<String> run(List<String> arguments) {
    List<String> line = new ArrayList<>(program);
    line.addAll(arguments);
    return line;
  }
}
