package dev.kenning.search.cli;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.ServingSource;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.TreeIntake;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import dev.kenning.search.answer.Answer;
import dev.kenning.search.answer.CallAnswer;
import dev.kenning.search.answer.CallLookup;
import dev.kenning.search.answer.Catchup;
import dev.kenning.search.answer.IndexStatus;
import dev.kenning.search.answer.IntentSearch;
import dev.kenning.search.answer.MethodLookup;
import dev.kenning.search.answer.SimilarSearch;
import dev.kenning.search.answer.Unattended;
import dev.kenning.search.cache.CachedQueries;
import dev.kenning.search.calibration.CalibrationTrial;
import dev.kenning.search.comparison.RankingAblation;
import dev.kenning.search.fusion.FusionConfig;
import dev.kenning.search.query.CallsRequest;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.SearchMode;
import dev.kenning.search.query.SearchRequest;
import dev.kenning.search.query.SimilarRequest;
import dev.kenning.search.snippet.SnippetReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The index of a data directory, opened to be asked and not changed; somebody else may be writing.
/// The model opens in the background meanwhile: it takes longest.
final class ReadableIndex implements Answering {
  private static final long QUESTION_BYTES = 64L << 20;

  private final ChangeLedger ledger;
  private final SnapshotSource store;
  private final Embedder embedder;

  private ReadableIndex(ChangeLedger ledger, SnapshotSource store, Embedder embedder) {
    this.ledger = ledger;
    this.store = store;
    this.embedder = embedder;
  }

  /// @param withModel whether questions need vectors
  static ReadableIndex open(DataDirectory directory, Terminal terminal, boolean withModel) {
    String generation =
        directory
            .currentGeneration()
            .orElseThrow(() ->
                new CommandFailedException(
                    "nothing is indexed in %s yet. Index something first: kenning index PATH"
                        .formatted(directory.root())));
    Path folder = directory.generationFolder(generation);
    if (!Files.isDirectory(folder)) { // nobody asked for it by name: something is damaged
      throw new StoreMissingException(folder);
    }
    return open(directory, terminal, withModel, generation);
  }

  /// Another generation than the one that answers, to be compared with it.
  ///
  /// @throws dev.kenning.indexer.generation.UnknownGenerationException if there is none of this
  ///   name
  static ReadableIndex open(
      DataDirectory directory, Terminal terminal, boolean withModel, String generation) {
    Path folder = new GenerationFolders(directory).require(generation).folder();
    SnapshotSource store = LuceneMethodStore.openReadOnly(folder, StoreConfig.DEFAULT);
    Embedder embedder =
        withModel
            ? embedder(directory, terminal, store.fingerprint())
            : new NoEmbedder(store.fingerprint());
    ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT);
    return new ReadableIndex(ledger, store, embedder);
  }

  private static Embedder embedder(
      DataDirectory directory, Terminal terminal, IndexFingerprint fingerprint) {
    Engine engine = Engine.of(directory, terminal);
    CatalogueModel model = engine.require(fingerprint.model().name());
    Precision precision =
        Precision.ofLabel(fingerprint.model().precision()).orElse(Engine.DEFAULT_PRECISION);
    if (!model.manifest().modelId(precision).equals(fingerprint.model())) {
      throw new CommandFailedException(
          "the index was made with %s, and what can be run here is %s, whose vectors do not compare. Index again: kenning index PATH, or ask by words: --mode lexical"
              .formatted(fingerprint.model(), model.manifest().modelId(precision)));
    }
    return engine.models().openInBackground(model, precision, LocalConfig.forOneQuery());
  }

  @Override
  public Answer search(SearchRequest request) {
    return new IntentSearch(
            ServingSource.of(store, embedder), ledger, FusionConfig.defaults(), unattended())
        .answer(request);
  }

  @Override
  public Answer similar(SimilarRequest request) {
    return new SimilarSearch(
            ServingSource.of(store, embedder),
            ledger,
            FusionConfig.defaults(),
            new SnippetReader(),
            unattended())
        .answer(request);
  }

  @Override
  public CallAnswer callers(CallsRequest request) {
    return calls().callers(request, _ -> true, Deadline.after(request.deadline()));
  }

  @Override
  public CallAnswer callees(CallsRequest request) {
    return calls().callees(request, _ -> true, Deadline.after(request.deadline()));
  }

  private CallLookup calls() {
    return new MethodLookup(ServingSource.of(store, embedder), ledger, unattended()).calls();
  }

  /// The method that holds a line of a file.
  Optional<MethodId> methodAt(FileKey file, int line) {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot.methodAt(file, line).map(StoredMethod::id);
    }
  }

  /// Ranks judged intents, with answers and without. What was asked once is remembered.
  CalibrationTrial trial(SearchMode mode, SearchFilter filter) {
    return new CalibrationTrial(
        store,
        new CachedQueries(embedder, QUESTION_BYTES),
        ledger,
        FusionConfig.defaults(),
        mode,
        filter);
  }

  /// Ranks judged intents with each stage of ranking left out. What was asked once is remembered.
  RankingAblation ablation(SearchFilter filter) {
    return new RankingAblation(
        store,
        new CachedQueries(embedder, QUESTION_BYTES),
        ledger,
        FusionConfig.defaults(),
        filter);
  }

  String modelName() {
    return store.fingerprint().model().name();
  }

  private Catchup unattended() {
    return new Unattended(
        store, ledger, new TreeIntake(ledger, SourceRules.DEFAULT, InstantSource.system()));
  }

  @Override
  public long methodCount() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot.methodCount();
    }
  }

  IndexStatus.Status status() {
    return new IndexStatus(ServingSource.of(store, embedder), ledger).status();
  }

  @Override
  public void close() {
    embedder.close();
    store.close();
    ledger.close();
  }
}
