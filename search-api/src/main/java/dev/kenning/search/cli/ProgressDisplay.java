package dev.kenning.search.cli;

import dev.kenning.indexer.run.IndexProgress;

/// Shows how far a run has come, until closed. Told from any thread; closing twice is closing once.
interface ProgressDisplay extends IndexProgress.Listener, AutoCloseable {
  @Override
  void close();

  /// A bar where a person watches, lines elsewhere.
  ///
  /// @param title what is being worked on
  static ProgressDisplay of(Terminal terminal, String title) {
    return terminal.errIsTerminal()
        ? new ProgressBarDisplay(terminal, title)
        : new ProgressLines(terminal, title, System::nanoTime);
  }

  /// Shows nothing.
  static ProgressDisplay none() {
    return new ProgressDisplay() {
      @Override
      public void progressed(IndexProgress progress) {}

      @Override
      public void close() {}
    };
  }
}
