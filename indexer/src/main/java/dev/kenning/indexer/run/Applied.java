package dev.kenning.indexer.run;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.time.Duration;
import java.util.List;

/// What a run made of the ledger's changes.
///
/// @param visible the ledger up to here is visible now
/// @param fileCount files whose methods were replaced
/// @param removedFileCount files whose methods were taken away
/// @param methodCount methods stored
/// @param embeddedCount passages the model read
/// @param cachedCount passages whose vector was in the cache
/// @param duplicateCount passages that were embedded once for several methods
/// @param truncatedCount passages longer than the model reads
/// @param tokenCount tokens of the passages that the model read
/// @param problems what could not be read within files that were, at most [#MAX_PROBLEMS]
/// @param problemCount all of them
/// @param lost files set aside, with their reason, at most [#MAX_PROBLEMS]
/// @param notes what a person may want to know of files that are indexed, at most [#MAX_PROBLEMS]
/// @param stageTimes where the time went, first stage first
/// @param elapsed how long it took
public record Applied(
    SequenceNumber visible,
    int fileCount,
    int removedFileCount,
    int methodCount,
    int embeddedCount,
    int cachedCount,
    int duplicateCount,
    int truncatedCount,
    long tokenCount,
    List<FileProblem> problems,
    int problemCount,
    List<FileProblem> lost,
    List<FileNote> notes,
    List<StageTime> stageTimes,
    Duration elapsed) {
  /// Problems beyond this many are counted and not kept.
  public static final int MAX_PROBLEMS = 1_000;

  public Applied {
    problems = List.copyOf(problems);
    lost = List.copyOf(lost);
    notes = List.copyOf(notes);
    stageTimes = List.copyOf(stageTimes);
  }

  /// How a file was read where that was not as usual; nothing is lost.
  ///
  /// @param note one sentence
  public record FileNote(FileKey file, String note) {}

  /// Something wrong with a file.
  ///
  /// @param file which
  /// @param stage `read`, `parse`, `embed` or `store`
  /// @param line where, counted from 1; 0 for the whole file
  /// @param reason one sentence
  public record FileProblem(FileKey file, String stage, int line, String reason) {}
}
