package dev.kenning.indexer.run;

import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counts what a run makes of the ledger's changes. Written on the store's thread; read once the
/// run has waited for it.
final class Tally {
  private final ProgressMeter meter;
  private final List<FileProblem> problems = new ArrayList<>();
  private final List<FileProblem> lost = new ArrayList<>();
  private final List<FileNote> notes = new ArrayList<>();
  private int problemCount;
  private int fileCount;
  private int removedCount;
  private int methodCount;
  private int modelCount;
  private int cacheCount;
  private int duplicateCount;
  private int truncatedCount;
  private long tokenCount;

  Tally(ProgressMeter meter) {
    this.meter = meter;
  }

  void embedded(EmbeddedText text) {
    switch (text.origin()) {
      case MODEL -> {
        modelCount++;
        tokenCount += text.tokenCount();
      }
      case CACHE -> cacheCount++;
      case DUPLICATE -> duplicateCount++;
    }
    if (text.truncatedTokenCount() > 0) {
      truncatedCount++;
    }
  }

  void file(FileParsed file) {
    fileCount++;
    methodCount += file.methods().size();
    problemCount += file.problems().size();
    file.problems().stream()
        .limit(Math.max(0, Applied.MAX_PROBLEMS - problems.size()))
        .forEach(problems::add);
    if (file.failure().isPresent() && lost.size() < Applied.MAX_PROBLEMS) {
      lost.add(file.failure().get());
    }
    if (file.note().isPresent() && notes.size() < Applied.MAX_PROBLEMS) {
      notes.add(file.note().get());
    }
  }

  void removed() {
    removedCount++;
  }

  void stored(Window window) {
    meter.stored(window.fileCount());
  }

  Applied applied(SequenceNumber visible, List<StageTime> stageTimes, Duration elapsed) {
    return new Applied(
        visible,
        fileCount,
        removedCount,
        methodCount,
        modelCount,
        cacheCount,
        duplicateCount,
        truncatedCount,
        tokenCount,
        problems,
        problemCount,
        lost,
        notes,
        stageTimes,
        elapsed);
  }
}
