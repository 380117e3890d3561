package dev.kenning.search.cli;

import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.ConsistencyReader;
import picocli.CommandLine.Option;

/// How new the answer must be.
final class ConsistencyOption {
  @Option(
      names = "--consistency",
      paramLabel = "LEVEL",
      defaultValue = "eventual",
      description =
          "How new the answer must be: eventual (default: what is visible now), strong (all that was"
              + " accepted, and what changed on disk), at_least:TOKEN, or max_staleness_ms:N. What"
              + " is not visible in time is no answer, and exit status 1.")
  private String level = "eventual";

  Consistency level() {
    try {
      return ConsistencyReader.parse(level);
    } catch (IllegalArgumentException e) {
      throw new WrongCallException("--consistency '%s': %s.".formatted(level, e.getMessage()));
    }
  }
}
