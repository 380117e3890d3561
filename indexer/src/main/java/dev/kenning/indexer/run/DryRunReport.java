package dev.kenning.indexer.run;

import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a dry run found.
///
/// @param fileCount Java files read
/// @param methodCount methods in them
/// @param byteCount bytes read
/// @param skippedCounts places not taken, by reason
/// @param skipProblems those among them that a person should see
/// @param problems what could not be read within files that were
/// @param problemCount all of them, where `problems` is cut short
/// @param lost files of which nothing could be read, with the reason
/// @param notes what a person may want to know of files that were read
/// @param elapsed how long it took
public record DryRunReport(
    int fileCount,
    int methodCount,
    long byteCount,
    Map<SkipReason, Integer> skippedCounts,
    List<Skipped> skipProblems,
    List<FileProblem> problems,
    int problemCount,
    List<FileProblem> lost,
    List<FileNote> notes,
    Duration elapsed) {
  public DryRunReport {
    skippedCounts = Map.copyOf(skippedCounts);
    skipProblems = List.copyOf(skipProblems);
    problems = List.copyOf(problems);
    lost = List.copyOf(lost);
    notes = List.copyOf(notes);
  }

  public double methodsPerSecond() {
    return methodCount / Math.max(1e-9, elapsed.toNanos() / 1e9);
  }
}
