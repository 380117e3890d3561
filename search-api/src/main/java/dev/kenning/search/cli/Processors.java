package dev.kenning.search.cli;

/// How many processors this process may use.
final class Processors {
  private Processors() {}

  static int count() {
    return Runtime.getRuntime().availableProcessors();
  }
}
