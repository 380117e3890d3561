package dev.kenning.search.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Unmatched;

/// A command that is promised and not made yet: it says so instead of being unknown.
record PlannedCommand(String name, String purpose) {
  static List<PlannedCommand> all() {
    return List.of(
        new PlannedCommand("mcp", "Answer agents over stdio."),
        new PlannedCommand("lsp", "Answer editors over stdio."));
  }

  CommandSpec spec(Terminal terminal) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Answer(terminal, name));
    spec.usageMessage().description(purpose + " Not available yet.");
    return spec;
  }

  @Command
  private static final class Answer implements Callable<Integer> {
    private final Terminal terminal;
    private final String name;

    @Unmatched private List<String> ignored = new java.util.ArrayList<>();

    Answer(Terminal terminal, String name) {
      this.terminal = terminal;
      this.name = name;
    }

    @Override
    public Integer call() {
      terminal.remark("kenning: '%s' is not available yet.".formatted(name));
      return ExitStatus.WRONG_CALL.code;
    }
  }
}
