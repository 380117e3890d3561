package dev.kenning.indexer.run;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.EmbeddedText;
import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import dev.kenning.indexer.run.ParsedChange.PassageOf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Gives each passage its vector, a whole window at a time, several windows side by side.
///
/// If a window fails, takes too long or runs out of memory, its files are tried one by one, and a
/// file that fails alone is set aside. A failure is the file's only while the embedder still
/// answers for a text that is known to be harmless; else the embedder is down, and the run ends
/// with nothing lost.
final class EmbedStage {
  private static final String HARMLESS = "returns the sum of two numbers";

  private final Embedder embedder;
  private final IndexWorkers workers;
  private final Occupancy occupancy;
  private final ProgressMeter meter;
  private final Duration timeLimit;

  EmbedStage(
      Embedder embedder,
      IndexWorkers workers,
      Occupancy occupancy,
      ProgressMeter meter,
      Duration timeLimit) {
    this.timeLimit = timeLimit;
    this.embedder = embedder;
    this.workers = workers;
    this.occupancy = occupancy;
    this.meter = meter;
  }

  Future<EmbeddedWindow> embed(Window window) {
    return workers.embedding().submit(() -> embedNow(window));
  }

  private EmbeddedWindow embedNow(Window window) {
    List<String> texts = texts(window.files());
    Arrivals arrivals = new Arrivals(texts, window.byteCount(), meter);
    EmbeddedWindow embedded =
        texts.isEmpty() ? new EmbeddedWindow(window, List.of()) : embedNow(window, texts, arrivals);
    arrivals.finish();
    return embedded;
  }

  private EmbeddedWindow embedNow(Window window, List<String> texts, Arrivals arrivals) {
    occupancy.enter();
    try {
      return new EmbeddedWindow(window, vectors(texts, arrivals::arrived));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      return embedOneByOne(window, arrivals);
    } finally {
      occupancy.leave();
    }
  }

  private EmbeddedWindow embedOneByOne(Window window, Arrivals arrivals) {
    List<ParsedChange> changes = new ArrayList<>();
    List<EmbeddedText> texts = new ArrayList<>();
    int begin = 0; // of the file's passages among the window's
    for (ParsedChange change : window.changes()) {
      if (change instanceof FileParsed file) {
        int first = begin;
        begin += file.methods().size();
        try {
          texts.addAll(vectors(texts(List.of(file)), i -> arrivals.arrived(first + i)));
          changes.add(change);
        } catch (RuntimeException | OutOfMemoryError e) {
          blameOrGiveUp(e);
          changes.add(file.failedAt("embed", "Its passages could not be embedded: " + e));
        }
      } else {
        changes.add(change);
      }
    }
    return new EmbeddedWindow(
        new Window(changes, window.last(), texts.size(), window.byteCount()), texts);
  }

  private void blameOrGiveUp(Throwable failure) {
    try {
      vectors(List.of(HARMLESS), _ -> {});
    } catch (RuntimeException | OutOfMemoryError e) {
      e.addSuppressed(failure);
      throw e;
    }
  }

  private List<EmbeddedText> vectors(List<String> texts, IntConsumer arrivals) {
    return texts.isEmpty()
        ? List.of()
        : embedder.embedPassages(texts, Deadline.after(timeLimit), arrivals);
  }

  private static List<String> texts(List<FileParsed> files) {
    List<String> texts = new ArrayList<>();
    for (FileParsed file : files) {
      for (PassageOf method : file.methods()) {
        texts.add(method.passage().text());
      }
    }
    return texts;
  }
}
