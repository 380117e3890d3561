package dev.kenning.search.cli;

import dev.kenning.indexer.run.IndexProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Progress for a person at a terminal: a bar over the bytes of source, the pace of methods, and
/// the time left as the run itself estimates it.
final class ProgressBarDisplay implements ProgressDisplay {
  private static final int REFRESH_MILLIS = 250;
  private static final int WIDTH = 100;

  private final ProgressBar bar;
  private volatile Optional<Duration> remaining = Optional.empty();

  ProgressBarDisplay(Terminal terminal, String title) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(title)
            .setInitialMax(-1)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUnit(" kB", 1_000)
            .setMaxRenderedLength(WIDTH)
            .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH))
            .setEtaFunction(_ -> remaining)
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void progressed(IndexProgress progress) {
    remaining = progress.remaining();
    if (progress.byteTotal() > 0) {
      bar.maxHint(progress.byteTotal());
      bar.stepTo(Math.min(progress.byteCount(), progress.byteTotal()));
    }
    bar.setExtraMessage(
        switch (progress.phase()) {
          case SCANNING ->
              " looking for changes, " + Spoken.count(progress.fileCount(), "file", "files");
          case INDEXING ->
              String.format(
                  Locale.ROOT,
                  " %s, %,.0f/s",
                  Spoken.count(progress.methodCount(), "method", "methods"),
                  progress.methodsPerSecond());
          case COMMITTING -> " making it durable";
          case DONE -> "";
        });
  }

  @Override
  public void close() {
    bar.close();
  }
}
