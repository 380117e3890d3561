package dev.kenning.search.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Asks who calls a method.
@Command(
    name = "callers",
    sortOptions = false,
    description = "Show the methods that call a given one.",
    footer = {
      "",
      "Examples:",
      "  kenning callers src/main/java/com/shop/Http.java:120",
      "  kenning callers shop/src/main/java/com/shop/Http.java:120 --depth 3",
      "  kenning callers m_5fJ0… --certainty exact --json | jq -r '.callers[].method.symbol'"
    })
final class CallersCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private CallsOptions options = new CallsOptions();

  CallersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new CallsQuestion(terminal, options).ask(Answering::callers);
  }
}
