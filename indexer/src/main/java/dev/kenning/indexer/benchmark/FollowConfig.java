package dev.kenning.indexer.benchmark;

import java.nio.file.Path;

/// What a [FollowBenchmark] does.
///
/// @param folder empty or missing; ledger and index are made here
/// @param saveCount saved files of each kind whose way to visibility is timed
/// @param methodsPerFile of a saved file
/// @param switchedFileCount files that a branch switch changes
/// @param methodsPerSwitchedFile of each of them
/// @param processorCount threads that parse
public record FollowConfig(
    Path folder,
    int saveCount,
    int methodsPerFile,
    int switchedFileCount,
    int methodsPerSwitchedFile,
    int processorCount) {
  /// Fifty saves of thirty methods, a switch of 500 files of four.
  public static FollowConfig of(Path folder, int processorCount) {
    return new FollowConfig(folder, 50, 30, 500, 4, processorCount);
  }

  public FollowConfig {
    if (saveCount < 1
        || methodsPerFile < 1
        || switchedFileCount < 1
        || methodsPerSwitchedFile < 1
        || processorCount < 1) {
      throw new IllegalArgumentException("Every count is 1 or more");
    }
  }

  /// The same with a switch of another size.
  public FollowConfig withSwitch(int fileCount, int methodsPerFileOfIt) {
    return new FollowConfig(
        folder, saveCount, methodsPerFile, fileCount, methodsPerFileOfIt, processorCount);
  }
}
