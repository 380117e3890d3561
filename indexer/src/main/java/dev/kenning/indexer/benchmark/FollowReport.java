package dev.kenning.indexer.benchmark;

/// How fast what is acknowledged becomes visible.
///
/// @param oneChanged a saved file of which one method changed
/// @param allNew a saved file of which every method is new to the model
/// @param there a branch switch to files that were never seen
/// @param back the switch back: everything was embedded before
/// @param again the same switch a second time: likewise
public record FollowReport(
    Saves oneChanged, Saves allNew, Switch there, Switch back, Switch again) {

  /// From the acknowledgement of a change until searches see it, in milliseconds.
  public record Saves(int count, double p50Ms, double p90Ms, double p99Ms) {}

  /// Many files in one go, from before the first was sent until searches see the last.
  ///
  /// @param embeddedCount passages that the model had to read
  public record Switch(int files, int methods, double seconds, long embeddedCount) {
    public double methodsPerSecond() {
      return methods / seconds;
    }
  }
}
