package dev.kenning.indexer.run;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.ParsedFile;
import dev.kenning.indexer.method.SourceText;
import dev.kenning.indexer.run.Applied.FileNote;
import dev.kenning.indexer.run.Applied.FileProblem;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Found;
import dev.kenning.indexer.source.Discovery.Reading;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import dev.kenning.indexer.source.SourceTree;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// Reads and parses a tree, and keeps nothing: what would be indexed, what would be lost, and how
/// fast parsing is. Needs no data directory and no model. One run at a time.
public final class DryRun {
  private static final int FILES_AHEAD_PER_THREAD = 32;

  private final MethodExtractor extractor;
  private final IndexWorkers workers;
  private final LongSupplier nanoSource;

  public DryRun(MethodExtractor extractor, IndexWorkers workers) {
    this(extractor, workers, System::nanoTime);
  }

  /// @param nanoSource for durations
  public DryRun(MethodExtractor extractor, IndexWorkers workers, LongSupplier nanoSource) {
    this.extractor = extractor;
    this.workers = workers;
    this.nanoSource = nanoSource;
  }

  public DryRunReport run(String repository, SourceTree tree, IndexProgress.Listener listener) {
    Trial trial = new Trial(repository, new ProgressMeter(listener, nanoSource));
    tree.walk(trial::visit);
    return trial.finish();
  }

  /// What one file came to.
  private record Outcome(
      int methodCount,
      int byteCount,
      List<FileProblem> problems,
      Optional<FileNote> note,
      List<Skipped> unread) {}

  private final class Trial {
    private final String repository;
    private final ProgressMeter meter;
    private final long startNanos = nanoSource.getAsLong();
    private final Deque<Future<Outcome>> ahead = new ArrayDeque<>();
    private final Map<SkipReason, Integer> skippedCounts = new EnumMap<>(SkipReason.class);
    private final List<Skipped> skipProblems = new ArrayList<>();
    private final List<FileProblem> problems = new ArrayList<>();
    private final List<FileProblem> lost = new ArrayList<>();
    private final List<FileNote> notes = new ArrayList<>();
    private int problemCount;
    private int fileCount;
    private int methodCount;
    private long byteCount;

    Trial(String repository, ProgressMeter meter) {
      this.repository = repository;
      this.meter = meter;
    }

    void visit(Discovery discovery) {
      switch (discovery) {
        case Skipped skipped -> skipped(skipped);
        case Found found -> {
          ahead.addLast(workers.parsing().submit(() -> parse(found)));
          if (ahead.size() > FILES_AHEAD_PER_THREAD * workers.processorCount()) {
            add(Futures.await(ahead.removeFirst()));
          }
        }
      }
    }

    private Outcome parse(Found found) {
      return switch (found.read()) {
        case Reading.Unread unread ->
            new Outcome(0, 0, List.of(), Optional.empty(), List.of(unread.skipped()));
        case Reading.Read read -> parse(new FileKey(repository, found.path()), read.content());
      };
    }

    private Outcome parse(FileKey file, Content content) {
      List<FileProblem> found = new ArrayList<>();
      Optional<FileNote> note = Optional.empty();
      int methods = 0;
      switch (SourceText.decode(content.toBytes())) {
        case SourceText.Refused refused ->
            found.add(new FileProblem(file, "read", 0, refused.explanation()));
        case SourceText.Decoded decoded -> {
          note = decoded.note().map(text -> new FileNote(file, text));
          try {
            ParsedFile parsed = extractor.extract(file, decoded.text());
            methods = parsed.methods().size();
            String stage = parsed.lost() ? "lost" : "parse";
            parsed
                .problems()
                .forEach(p -> found.add(new FileProblem(file, stage, p.line(), p.reason())));
          } catch (RuntimeException | StackOverflowError e) {
            found.add(new FileProblem(file, "lost", 0, "The parser failed: " + e));
          }
        }
      }
      return new Outcome(methods, content.sizeBytes(), found, note, List.of());
    }

    private void add(Outcome outcome) {
      outcome.unread().forEach(this::skipped);
      outcome.note().filter(_ -> notes.size() < Applied.MAX_PROBLEMS).ifPresent(notes::add);
      fileCount += outcome.unread().isEmpty() ? 1 : 0;
      methodCount += outcome.methodCount();
      byteCount += outcome.byteCount();
      boolean fileIsLost = outcome.problems().stream().anyMatch(p -> !p.stage().equals("parse"));
      if (fileIsLost) {
        lost.add(outcome.problems().getFirst());
      } else {
        problemCount += outcome.problems().size();
        outcome.problems().stream()
            .limit(Math.max(0, Applied.MAX_PROBLEMS - problems.size()))
            .forEach(problems::add);
      }
      meter.scanned(fileCount);
    }

    private void skipped(Skipped skipped) {
      skippedCounts.merge(skipped.reason(), 1, Integer::sum);
      if (skipped.reason().isProblem() && skipProblems.size() < Taken.MAX_PROBLEMS) {
        skipProblems.add(skipped);
      }
    }

    DryRunReport finish() {
      while (!ahead.isEmpty()) {
        add(Futures.await(ahead.removeFirst()));
      }
      meter.entered(IndexProgress.Phase.DONE);
      return new DryRunReport(
          fileCount,
          methodCount,
          byteCount,
          skippedCounts,
          skipProblems,
          problems,
          problemCount,
          lost,
          notes,
          Duration.ofNanos(nanoSource.getAsLong() - startNanos));
    }
  }
}
