package dev.kenning.search.cli;

import picocli.CommandLine.Option;

/// What random choices come from.
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Makes other random choices (default: 42).")
  private long seed;

  long seed() {
    return seed;
  }
}
