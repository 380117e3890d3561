package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.ChangeFeed.Item;
import dev.kenning.indexer.run.ParsedChange.FileParsed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/// Parses the ledger's changes ahead on several threads, and hands them on in ledger order, in
/// windows of about as many passages as are embedded together. Files in hand are bounded; for one
/// thread.
final class ParseStage {
  private static final int FILES_AHEAD_PER_THREAD = 16;
  private static final int MAX_WINDOW_CHANGES = 4_096; // of removals and files without methods

  private final ChangeFeed feed;
  private final FileReading reading;
  private final IndexWorkers workers;
  private final int windowPassageCount;
  private final StageClock clock;
  private final Deque<Ahead> ahead = new ArrayDeque<>();

  private record Ahead(Item item, Future<ParsedChange> parsed) {}

  ParseStage(
      ChangeFeed feed,
      FileReading reading,
      IndexWorkers workers,
      int windowPassageCount,
      StageClock clock) {
    this.feed = feed;
    this.reading = reading;
    this.workers = workers;
    this.windowPassageCount = windowPassageCount;
    this.clock = clock;
  }

  /// The next window; empty once the view has all that the ledger holds.
  Optional<Window> next() {
    List<ParsedChange> changes = new ArrayList<>();
    SequenceNumber last = SequenceNumber.NONE;
    int passageCount = 0;
    long byteCount = 0;
    lookAhead();
    while (!ahead.isEmpty()
        && passageCount < windowPassageCount
        && changes.size() < MAX_WINDOW_CHANGES) {
      Ahead first = ahead.removeFirst();
      ParsedChange change = Futures.await(first.parsed());
      changes.add(change);
      last = first.item().sequence();
      if (change instanceof FileParsed file) {
        passageCount += file.methods().size();
        byteCount += file.entry().sizeBytes();
      }
      lookAhead();
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Window(changes, last, passageCount, byteCount));
  }

  /// Gives up what was parsed ahead.
  void abandon() {
    ahead.forEach(one -> one.parsed().cancel(true));
    ahead.clear();
  }

  private void lookAhead() {
    while (ahead.size() < FILES_AHEAD_PER_THREAD * workers.processorCount()) {
      Optional<Item> item = feed.next();
      if (item.isEmpty()) {
        return;
      }
      ahead.addLast(new Ahead(item.get(), parse(item.get())));
    }
  }

  private Future<ParsedChange> parse(Item item) {
    return switch (item) {
      case Item.RepositoryDeleted deleted ->
          CompletableFuture.completedFuture(
              new ParsedChange.RepositoryRemoved(deleted.repository()));
      case Item.Covered _ -> CompletableFuture.completedFuture(new ParsedChange.Nothing());
      case Item.FileChanged changed -> {
        Callable<ParsedChange> task =
            () -> {
              workers.giveWay();
              return clock.busy(() -> reading.read(changed.entry()));
            };
        yield workers.parsing().submit(task);
      }
    };
  }
}
