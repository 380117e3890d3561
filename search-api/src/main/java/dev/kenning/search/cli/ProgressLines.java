package dev.kenning.search.cli;

import dev.kenning.indexer.run.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress for logs: a line when the phase changes and one every few seconds in between.
final class ProgressLines implements ProgressDisplay {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final String title;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long nextLineNanos; // guarded by this

  /// @param nanoTime a clock that only goes forward
  ProgressLines(Terminal terminal, String title, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.title = title;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.nextLineNanos = startNanos + INTERVAL.toNanos();
  }

  @Override
  public synchronized void progressed(IndexProgress progress) {
    long now = nanoTime.getAsLong();
    if (now - nextLineNanos < 0 || progress.phase() == IndexProgress.Phase.DONE) {
      return;
    }
    nextLineNanos = now + INTERVAL.toNanos();
    terminal.remark(title + ": " + sentence(progress));
  }

  @Override
  public void close() {}

  static String sentence(IndexProgress progress) {
    return switch (progress.phase()) {
      case SCANNING ->
          "looking for changes, %s so far"
              .formatted(Spoken.count(progress.fileCount(), "file", "files"));
      case INDEXING ->
          String.format(
              Locale.ROOT,
              "%,d of %,d files, %s, %,.0f methods/s%s",
              progress.fileCount(),
              progress.fileTotal(),
              Spoken.count(progress.methodCount(), "method", "methods"),
              progress.methodsPerSecond(),
              progress.remaining().map(left -> ", " + Spoken.duration(left) + " left").orElse(""));
      case COMMITTING -> "making it durable";
      case DONE -> "done";
    };
  }
}
