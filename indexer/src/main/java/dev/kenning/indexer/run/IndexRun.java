package dev.kenning.indexer.run;

import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.run.IndexProgress.Phase;
import dev.kenning.indexer.source.SourceTree;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// The path of data, from a tree of source to an index that answers:
///
/// source → ledger (unchanged content ends here) → method → passage → embeddings → store → visible.
///
/// The first half, [#index], decides what changed and is done when the ledger has it. The second,
/// [#catchUp], makes the store a view of the ledger: it starts where the store's last commit
/// stands, so a run that was killed goes on where it was, and the vectors it had made come from the
/// cache. Parsing runs ahead of the model, the store behind it, so that the model alone is waited
/// for.
///
/// One run at a time.
public final class IndexRun {
  private final IndexStages stages;
  private final IndexWorkers workers;
  private final IndexRunConfig config;
  private final LongSupplier nanoSource;
  private final Intake intake;

  public IndexRun(IndexStages stages, IndexWorkers workers, IndexRunConfig config) {
    this(stages, workers, config, InstantSource.system(), System::nanoTime);
  }

  /// @param clock the file system's time
  /// @param nanoSource for durations
  public IndexRun(
      IndexStages stages,
      IndexWorkers workers,
      IndexRunConfig config,
      InstantSource clock,
      LongSupplier nanoSource) {
    this.stages = stages;
    this.workers = workers;
    this.config = config;
    this.nanoSource = nanoSource;
    this.intake = new Intake(stages.ledger(), clock);
  }

  /// Takes `tree` as the whole of `repository`, then makes everything the ledger holds visible.
  ///
  /// @throws dev.kenning.indexer.ledger.UnknownRepositoryException if there is none of this name
  /// @throws dev.kenning.indexer.ledger.LedgerUnavailableException if changes cannot be kept
  /// @throws dev.kenning.embeddings.EmbedderUnavailableException if the model is down
  /// @throws dev.kenning.indexer.store.StoreUnavailableException if the store cannot be written; in
  ///   all these cases the next run goes on where this one ended
  public IndexReport index(String repository, SourceTree tree, IndexProgress.Listener listener) {
    long start = nanoSource.getAsLong();
    ProgressMeter meter = new ProgressMeter(listener, nanoSource);
    Taken taken = intake.take(repository, tree, meter);
    Applied applied = apply(meter, listener);
    return new IndexReport(taken, applied, since(start));
  }

  /// Makes everything the ledger holds visible. Throws as [#index] does.
  public Applied catchUp(IndexProgress.Listener listener) {
    return apply(new ProgressMeter(listener, nanoSource), listener);
  }

  private Applied apply(ProgressMeter meter, IndexProgress.Listener listener) {
    long start = nanoSource.getAsLong();
    SequenceNumber committed = stages.store().committed();
    meter.indexing(stages.ledger().pendingAfter(committed));

    StageClock parseClock = new StageClock("parse", nanoSource);
    StageClock storeClock = new StageClock("store", nanoSource);
    Occupancy model = new Occupancy(nanoSource);
    Tally tally = new Tally(meter);
    ChangeFeed ledger = new ChangeFeed(stages.ledger(), committed);
    FileReading reading =
        new FileReading(stages.ledger(), stages.extractor(), stages.passageWriter());
    ParseStage parsing =
        new ParseStage(ledger, reading, workers, config.windowPassageCount(), parseClock);
    EmbedStage embedding = new EmbedStage(stages.embedder(), workers, model);
    Checkpoint checkpoint = new Checkpoint(stages, config, nanoSource, listener::becameVisible);
    StoreStage storing = new StoreStage(stages, workers, checkpoint, storeClock, tally);

    follow(parsing, embedding, storing, parseClock);
    meter.entered(Phase.COMMITTING);
    SequenceNumber visible = storing.finish();
    meter.entered(Phase.DONE);
    List<StageTime> times = List.of(parseClock.time(), model.time("embed"), storeClock.time());
    return tally.applied(visible, times, since(start));
  }

  private void follow(
      ParseStage parsing, EmbedStage embedding, StoreStage storing, StageClock clock) {
    Deque<InFlight> inFlight = new ArrayDeque<>();
    try {
      for (Optional<Window> window = parsing.next(); // ledger → method → passage
          window.isPresent();
          window = parsing.next()) {
        Future<EmbeddedWindow> embedded = embedding.embed(window.get()); // → embeddings
        inFlight.addLast(
            new InFlight(embedded, storing.store(embedded))); // → store, refresh, commit
        if (inFlight.size() > config.windowsInFlight()) {
          clock.blocked(() -> Futures.await(inFlight.removeFirst().stored()));
        }
      }
      while (!inFlight.isEmpty()) {
        Futures.await(inFlight.removeFirst().stored());
      }
    } finally {
      parsing.abandon();
      inFlight.forEach(InFlight::abandon);
    }
  }

  /// A window behind the parser.
  private record InFlight(Future<EmbeddedWindow> embedded, Future<SequenceNumber> stored) {
    /// The store's thread is left to end what it does: an interrupt closes the files it writes.
    void abandon() {
      embedded.cancel(true);
      stored.cancel(false);
    }
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(nanoSource.getAsLong() - startNanos);
  }
}
