package dev.kenning.search.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Asks what a method calls.
@Command(
    name = "callees",
    sortOptions = false,
    description = "Show the methods that a given one calls.",
    footer = {
      "",
      "Examples:",
      "  kenning callees src/main/java/com/shop/Http.java:120",
      "  kenning callees shop/src/main/java/com/shop/Http.java:120 --depth 2 --limit 100",
      "  kenning callees m_5fJ0… --json | jq -r '.callees[].targets[].symbol'"
    })
final class CalleesCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private CallsOptions options = new CallsOptions();

  CalleesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new CallsQuestion(terminal, options).ask(Answering::callees);
  }
}
