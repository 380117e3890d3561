package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.LedgerEntry;
import dev.kenning.indexer.source.SourceTree;
import java.time.Duration;
import java.time.InstantSource;
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
  private final Pacing pacing;
  private final boolean inBackground;
  private boolean retriesAll; // at the next update, whatever the rules it failed by

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
    this(stages, workers, config, clock, nanoSource, Pacing.NONE, false);
  }

  private IndexRun(
      IndexStages stages,
      IndexWorkers workers,
      IndexRunConfig config,
      InstantSource clock,
      LongSupplier nanoSource,
      Pacing pacing,
      boolean inBackground) {
    this.pacing = pacing;
    this.inBackground = inBackground;
    this.stages = stages;
    this.workers = workers;
    this.config = config;
    this.nanoSource = nanoSource;
    this.intake = new Intake(stages.ledger(), clock);
  }

  /// A run for an index that is built beside the one that answers: it gives way to other work, and
  /// never takes a file off the list of those set aside, since that list speaks of the other index.
  public static IndexRun inBackground(
      IndexStages stages, IndexWorkers workers, IndexRunConfig config, Pacing pacing) {
    return new IndexRun(
        stages, workers, config, InstantSource.system(), System::nanoTime, pacing, true);
  }

  /// A run that tries everything again that is set aside, at its first update: the list was made
  /// for another index, and its files may well go into this one.
  public static IndexRun retryingWhatWasSetAside(
      IndexStages stages, IndexWorkers workers, IndexRunConfig config) {
    IndexRun run = new IndexRun(stages, workers, config);
    run.retriesAll = true;
    return run;
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
    Taken taken = intake.take(repository, tree, meter); // source → ledger
    Applied applied = follow(meter, listener); // ledger → visible
    return new IndexReport(taken, applied, since(start));
  }

  /// Makes everything the ledger holds visible. Throws as [#index] does.
  public Applied catchUp(IndexProgress.Listener listener) {
    return follow(new ProgressMeter(listener, nanoSource), listener);
  }

  /// Whether somebody is being served who goes first.
  boolean othersComeFirst() {
    return workers.othersComeFirst();
  }

  private Applied follow(ProgressMeter meter, IndexProgress.Listener listener) {
    stages.store().recover(); // where an earlier run failed, it goes on from the last commit
    try (ViewUpdate view = view(meter, listener)) {
      for (Optional<Window> window = view.parse(); // ledger → method → passage
          window.isPresent();
          window = view.parse()) {
        pacing.beforeWindow();
        Future<EmbeddedWindow> embedded = view.embed(window.get()); // → embeddings
        view.store(embedded); // → store; from time to time refresh and commit
      }
      Applied applied = view.finish(); // → visible
      retriesAll = false;
      return applied;
    }
  }

  /// What was set aside by older rules of a stage is tried again first.
  private ViewUpdate view(ProgressMeter meter, IndexProgress.Listener listener) {
    List<LedgerEntry> again =
        retriesAll
            ? StageRules.all(stages.ledger())
            : StageRules.of(stages).retried(stages.ledger());
    return new ViewUpdate(
        stages, workers, config, meter, listener, nanoSource, again, inBackground);
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(nanoSource.getAsLong() - startNanos);
  }
}
