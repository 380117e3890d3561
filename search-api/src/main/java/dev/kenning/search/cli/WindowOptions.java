package dev.kenning.search.cli;

import dev.kenning.search.query.ContextWindow;
import dev.kenning.search.query.SeenMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What an answer must fit into.
final class WindowOptions {
  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description =
          "Shorten methods so that the answer, as --json prints it, takes at most so many tokens of"
              + " an agent's context, 500 or more.")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--seen",
      paramLabel = "ID",
      description =
          "A method you hold already, ID or ID@REVISION as --json prints them: it is named and not"
              + " repeated. May be given again.")
  private List<String> seen = new ArrayList<>();

  /// Whether the answer was asked to be short.
  boolean isBounded() {
    return maxTokens != null;
  }

  ContextWindow window() {
    try {
      return new ContextWindow(
          maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
          seen.stream().map(SeenMethod::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--max-tokens, --seen: %s.".formatted(e.getMessage()));
    }
  }
}
