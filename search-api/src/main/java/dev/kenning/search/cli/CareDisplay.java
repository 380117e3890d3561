package dev.kenning.search.cli;

import dev.kenning.indexer.care.CareProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows how far a piece of care has come: one line that changes where a person watches, a line
/// every few seconds elsewhere, nothing where it is over sooner. For one thread; to be closed.
final class CareDisplay implements CareProgress, AutoCloseable {
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration CHANGE_INTERVAL = Duration.ofMillis(200);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final boolean watched;
  private final LongSupplier nanoTime;
  private long nextNanos;
  private boolean lineOpen;

  /// @param nanoTime a clock that only goes forward
  CareDisplay(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.watched = terminal.errIsTerminal();
    this.nanoTime = nanoTime;
    this.nextNanos = nanoTime.getAsLong() + interval().toNanos();
  }

  @Override
  public void reached(String step, long done, long total) {
    long now = nanoTime.getAsLong();
    if (now - nextNanos < 0) {
      return;
    }
    nextNanos = now + interval().toNanos();
    String line = sentence(step, done, total);
    if (watched) {
      terminal.err().print(ERASE_LINE + line);
      terminal.err().flush();
      lineOpen = true;
    } else {
      terminal.remark(line);
    }
  }

  static String sentence(String step, long done, long total) {
    if (total > 0) {
      return String.format(Locale.ROOT, "%s: %d %%", step, 100 * Math.min(done, total) / total);
    }
    return done > 0 ? String.format(Locale.ROOT, "%s: %,d", step, done) : step;
  }

  private Duration interval() {
    return watched ? CHANGE_INTERVAL : LINE_INTERVAL;
  }

  @Override
  public void close() {
    if (lineOpen) {
      terminal.err().print(ERASE_LINE);
      terminal.err().flush();
    }
  }
}
