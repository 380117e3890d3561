package dev.kenning.search.cli;

import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.care.LiveCare;
import dev.kenning.indexer.follow.FollowedTrees;
import dev.kenning.indexer.generation.Beginning;
import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.GenerationJob;
import dev.kenning.indexer.generation.GenerationOpener;
import dev.kenning.indexer.generation.GenerationRoom;
import dev.kenning.indexer.generation.GoneMethods;
import dev.kenning.indexer.generation.LiveGenerations;
import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.generation.ServedStore;
import dev.kenning.indexer.generation.ServingSwitch;
import dev.kenning.indexer.generation.SharedModels;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.answer.AnswerThreads;
import dev.kenning.search.answer.Catchup;
import dev.kenning.search.answer.IndexStatus;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.LiveCatchup;
import dev.kenning.search.answer.MethodLookup;
import dev.kenning.search.answer.SimilarSearch;
import dev.kenning.search.breaker.BreakerConfig;
import dev.kenning.search.breaker.GuardedServing;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.http.Backend;
import dev.kenning.search.http.Upkeep;
import dev.kenning.search.metrics.ServerMetrics;
import dev.kenning.search.snippet.SnippetReader;
import java.util.Optional;

/// What a server answers with: the writer lock, the ledger, the index that answers with its model,
/// and the generations that may take its place while it runs.
///
/// Opened and closed by one thread; the parts it hands out are used by many.
final class ServedIndex implements FedIndex, AutoCloseable {
  private final WriterLock lock;
  private final ChangeLedger ledger;
  private final CatalogueModels models;
  private final GenerationFolders folders;
  private final GoneMethods gone;
  private final GenerationOpener opener;
  private final Beginning beginning;
  private final ServingSwitch serving;
  private final IndexWorkers workers;
  private final AnswerThreads answering;
  private final IndexRun run;
  private final GuardedServing guarded;
  private boolean followed; // whether the live index owns what was opened

  /// @param options the model that is wanted, where the caller says
  static ServedIndex open(DataDirectory directory, Terminal terminal, ModelOptions options) {
    WriterLock lock = directory.lock(LockOwner.thisProcess("serve"));
    try {
      ChangeLedger ledger = SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT);
      try {
        return new ServedIndex(directory, terminal, options, lock, ledger);
      } catch (RuntimeException | Error e) {
        ledger.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private ServedIndex(
      DataDirectory directory,
      Terminal terminal,
      ModelOptions options,
      WriterLock lock,
      ChangeLedger ledger) {
    this.lock = lock;
    this.ledger = ledger;
    this.models = new CatalogueModels(directory, terminal);
    this.folders = new GenerationFolders(directory);
    this.gone = GoneMethods.read(directory.goneMethodsFile());
    this.opener =
        new GenerationOpener(
            folders,
            ledger,
            new SharedModels(models),
            GenerationRoom.at(directory.root()),
            StoreConfig.DEFAULT,
            gone);
    this.beginning =
        Beginning.of(folders, opener, ledger, choice(folders, options, directory, terminal));
    this.serving =
        beginning
            .reason()
            .map(ServingSwitch::new)
            .orElseGet(() -> ServingSwitch.to(beginning.followed().unit()));
    this.guarded =
        new GuardedServing(serving, BreakerConfig.defaults(), Processors.count(), terminal.clock());
    this.answering = AnswerThreads.start(Processors.count());
    this.workers = IndexWorkers.startGivingWay(Processors.count(), serving::isBusy);
    this.run = new IndexRun(beginning.followed().stages(), workers, IndexRunConfig.DEFAULT);
    beginning.reason().ifPresent(reason -> terminal.remark("kenning: " + reason));
  }

  /// The model that is wanted: the caller's, else the published generation's, else the default.
  static ModelChoice choice(
      GenerationFolders folders, ModelOptions options, DataDirectory directory, Terminal terminal) {
    Optional<IndexFingerprint> present = folders.published().flatMap(Generation::rules);
    String model =
        options
            .model()
            .or(() -> present.map(rules -> rules.model().name()))
            .orElseGet(
                () -> Engine.of(directory, terminal).catalogue().defaultModel().manifest().id());
    Optional<String> precision =
        options
            .precision()
            .map(Precision::label)
            .or(() ->
                present
                    .filter(rules -> rules.model().name().equals(model))
                    .map(rules -> rules.model().precision()));
    return new ModelChoice(model, precision);
  }

  @Override
  public IndexRun run() {
    return run;
  }

  @Override
  public ChangeLedger ledger() {
    return ledger;
  }

  WriterLock lock() {
    return lock;
  }

  /// The store that answers at the moment of each call.
  SnapshotSource store() {
    return new ServedStore(serving);
  }

  /// The model behind the index that answers at the moment; empty while nothing answers.
  Optional<LocalEmbedder> model() {
    return serving.isServing() ? models.behind(store().fingerprint().model()) : Optional.empty();
  }

  /// After a tree was taken whole, what was being built is: it may answer.
  @Override
  public void publish() {
    if (!serving.isServing()) {
      Optional<String> before = folders.published().map(Generation::name);
      folders.publishInsteadOfDamaged(beginning.followed().name());
      var _ = serving.switchTo(beginning.followed().unit());
      before.filter(name -> !name.equals(beginning.followed().name())).ifPresent(folders::remove);
    }
  }

  /// What follows the ledger; started and closed by the caller.
  LiveIndex live() {
    return new LiveIndex(
        run, ledger, beginning.followed().store().committed(), SourceRules.DEFAULT);
  }

  /// The generations of the live index; closed after it.
  LiveGenerations generations(LiveIndex live) {
    followed = true;
    return new LiveGenerations(
        folders, opener, ledger, live, workers, serving, beginning.followed());
  }

  /// Begins what was wanted and is not there, once the live index has started.
  void begin(LiveGenerations generations) {
    if (!serving.isServing()) {
      generations.serveOnceCaughtUp();
    }
    if (beginning.toBuild().isPresent()) {
      GenerationJob _ = generations.build(beginning.toBuild().get(), true);
    } else {
      Optional<GenerationJob> _ = generations.resume();
    }
  }

  /// Shows breakers and what is remembered.
  void watch(ServerMetrics metrics) {
    guarded.watch(metrics);
  }

  Backend backend(LiveIndex live, LiveGenerations generations, FollowedTrees trees, LiveCare care) {
    FusionConfig ranking = FusionConfig.defaults();
    Catchup catchup = new LiveCatchup(live, trees);
    ChangeLedger asked = guarded.ledger(ledger);
    return new Backend(
        new IntentSearch(guarded, asked, ranking, catchup, answering),
        new SimilarSearch(guarded, asked, ranking, new SnippetReader(), catchup, answering),
        new MethodLookup(guarded, asked, catchup, gone::contains),
        new IndexStatus(guarded, asked),
        asked,
        Upkeep.of(live, trees, Optional.of(care)),
        serving::isServing,
        Optional.of(generations));
  }

  @Override
  public void close() {
    answering.close();
    workers.close();
    if (!followed) {
      beginning.followed().close();
    }
    ledger.close();
    lock.close();
  }
}
