package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.run.IndexProgress.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// One update of the store from the ledger: the stages with their clocks and counts, and the
/// windows that are on their way. For one thread; closing gives up what is not stored yet.
final class ViewUpdate implements AutoCloseable {
  private static final Duration REPORT_INTERVAL = Duration.ofMillis(250);

  private final IndexRunConfig config;
  private final ProgressMeter meter;
  private final LongSupplier nanoSource;
  private final long startNanos;
  private final StageClock parseClock;
  private final StageClock storeClock;
  private final Occupancy model;
  private final Tally tally;
  private final ParseStage parsing;
  private final EmbedStage embedding;
  private final StoreStage storing;
  private final Deque<OnItsWay> onTheirWay = new ArrayDeque<>();

  ViewUpdate(
      IndexStages stages,
      IndexWorkers workers,
      IndexRunConfig config,
      ProgressMeter meter,
      IndexProgress.Listener listener,
      LongSupplier nanoSource,
      List<LedgerEntry> again,
      boolean inBackground) {
    this.config = config;
    this.meter = meter;
    this.nanoSource = nanoSource;
    this.startNanos = nanoSource.getAsLong();
    this.parseClock = new StageClock("parse", nanoSource);
    this.storeClock = new StageClock("store", nanoSource);
    this.model = new Occupancy(nanoSource);
    this.tally = new Tally(meter);
    SequenceNumber committed = stages.store().committed();
    meter.indexing(stages.ledger().pendingAfter(committed));
    this.parsing =
        new ParseStage(
            new ChangeFeed(stages.ledger(), committed, again),
            new FileReading(stages.ledger(), stages.extractor(), stages.passageWriter()),
            workers,
            config.windowPassageCount(),
            parseClock);
    this.embedding = new EmbedStage(stages.embedder(), workers, model, meter, config.embedTime());
    this.storing =
        new StoreStage(
            stages.store(),
            workers,
            new SetAside(stages.ledger(), StageRules.of(stages), inBackground),
            new Checkpoint(stages.store(), config, nanoSource, listener::becameVisible),
            storeClock,
            tally);
  }

  /// A window behind the parser.
  private record OnItsWay(Future<EmbeddedWindow> embedded, Future<SequenceNumber> stored) {
    /// The store's thread is left to end what it does: an interrupt closes the files it writes.
    void giveUp() {
      embedded.cancel(true);
      stored.cancel(false);
    }
  }

  /// The next changes of the ledger, as methods with their passages; empty once there are no more.
  Optional<Window> parse() {
    return parsing.next();
  }

  /// Begins to give the passages their vectors.
  Future<EmbeddedWindow> embed(Window window) {
    return embedding.embed(window);
  }

  /// Has the window stored as soon as it is embedded and those before it are stored; waits while
  /// too many are on their way.
  void store(Future<EmbeddedWindow> embedded) {
    onTheirWay.addLast(new OnItsWay(embedded, storing.store(embedded)));
    if (onTheirWay.size() > config.windowsInFlight()) {
      parseClock.blocked(this::awaitOldest);
    }
  }

  /// Waits for all that is on its way, then makes it visible and durable.
  Applied finish() {
    while (!onTheirWay.isEmpty()) {
      awaitOldest();
    }
    meter.entered(Phase.COMMITTING);
    SequenceNumber visible = storing.finish();
    meter.entered(Phase.DONE);
    return tally.applied(
        visible,
        List.of(parseClock.time(), model.time("embed"), storeClock.time()),
        Duration.ofNanos(nanoSource.getAsLong() - startNanos));
  }

  @Override
  public void close() {
    parsing.abandon();
    onTheirWay.forEach(OnItsWay::giveUp);
  }

  private SequenceNumber awaitOldest() {
    return Futures.await(onTheirWay.removeFirst().stored(), REPORT_INTERVAL, meter::tick);
  }
}
