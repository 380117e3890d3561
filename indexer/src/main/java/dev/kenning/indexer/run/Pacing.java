package dev.kenning.indexer.run;

/// Lets work that can wait give way to work that cannot.
@FunctionalInterface
public interface Pacing {
  /// Never waits.
  Pacing NONE = () -> {};

  /// Called before each window is taken up; blocks for as long as others come first.
  ///
  /// @throws java.util.concurrent.CancellationException if the run is to end here; what it has
  ///   committed stays
  void beforeWindow();
}
