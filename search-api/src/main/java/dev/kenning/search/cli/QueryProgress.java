package dev.kenning.search.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How many of a set's queries were asked; shown to people only.
interface QueryProgress extends AutoCloseable {
  void step();

  @Override
  void close();

  static QueryProgress of(Terminal terminal, int count, boolean quiet) {
    if (quiet || !terminal.errIsTerminal()) {
      return new QueryProgress() {
        @Override
        public void step() {}

        @Override
        public void close() {}
      };
    }
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("queries")
            .setInitialMax(count)
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setUpdateIntervalMillis(250)
            .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), 80))
            .setMaxRenderedLength(80)
            .clearDisplayOnFinish()
            .build();
    return new QueryProgress() {
      @Override
      public void step() {
        bar.step();
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }
}
