package dev.kenning.search.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "evaluate", description = "Measure the answers against judgements.")
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.remark("kenning: not yet");
    return ExitStatus.FAILED.code;
  }
}
