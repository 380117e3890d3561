package dev.kenning.search.cli;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.local.LocalConfig;
import dev.kenning.embeddings.local.LocalEmbedder;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.ModelManifest;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.GenerationRoom;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/// The one writer of a data directory, with everything a run needs: lock, ledger, model, store and
/// threads. Closes what it opened, last opened first. Used by one thread.
final class WritableIndex implements FedIndex, AutoCloseable {
  private final DataDirectory directory;
  private final Terminal terminal;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final WriterLock lock;
  private final ChangeLedger ledger;
  private final PassageWriter passages = new PassageWriter();
  private final GenerationFolders folders;
  private final String generation;
  private final Embedder embedder;
  private final MethodStore store;
  private final IndexRun run;
  private Optional<String> damaged = Optional.empty();

  /// @param command what holds the lock, for those who find it held
  /// @param eager whether the model is opened now, and not only once there is something to embed
  static WritableIndex open(
      DataDirectory directory,
      Terminal terminal,
      String command,
      ModelOptions options,
      boolean eager) {
    return new WritableIndex(directory, terminal, command, options, eager);
  }

  private WritableIndex(
      DataDirectory directory,
      Terminal terminal,
      String command,
      ModelOptions options,
      boolean eager) {
    this.directory = directory;
    this.terminal = terminal;
    this.folders = new GenerationFolders(directory);
    try {
      this.lock = opened(directory.lock(LockOwner.thisProcess(command)));
      this.ledger = opened(SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT));
      this.embedder = opened(embedder(options, eager));
      IndexFingerprint fingerprint = fingerprint(embedder);
      String wanted = folders.nameFor(fingerprint);
      requireRoom(wanted, fingerprint);
      LuceneMethodStore opened = store(wanted, fingerprint);
      this.generation = opened.name();
      this.store = opened(opened);
      IndexWorkers workers = opened(IndexWorkers.start(Processors.count()));
      this.run =
          new IndexRun(
              new IndexStages(ledger, new MethodExtractor(), passages, embedder, store),
              workers,
              IndexRunConfig.DEFAULT);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public IndexRun run() {
    return run;
  }

  @Override
  public ChangeLedger ledger() {
    return ledger;
  }

  Embedder embedder() {
    return embedder;
  }

  MethodStore store() {
    return store;
  }

  WriterLock lock() {
    return lock;
  }

  /// Lets what this writes answer from now on, if another generation did so far.
  @Override
  public void publish() {
    Optional<Generation> published = folders.published();
    if (published.map(Generation::name).equals(Optional.of(generation))) {
      return;
    }
    Optional<Generation> broken =
        published.filter(known -> known.damage().isPresent() || isDamaged(known));
    if (broken.isPresent()) {
      folders.publishInsteadOfDamaged(generation);
      folders.remove(broken.get().name());
    } else {
      folders.publish(generation);
    }
  }

  private boolean isDamaged(Generation known) {
    return damaged.equals(Optional.of(known.name()));
  }

  private void requireRoom(String wanted, IndexFingerprint fingerprint) {
    folders
        .published()
        .filter(published -> !published.name().equals(wanted))
        .ifPresent(published ->
            GenerationRoom.at(directory.root())
                .requireDisk(published.description(), fingerprint.dimensionCount()));
  }

  /// What is damaged is built again from the ledger, under another name.
  private LuceneMethodStore store(String wanted, IndexFingerprint fingerprint) {
    try {
      return LuceneMethodStore.open(folders.folder(wanted), fingerprint, StoreConfig.DEFAULT);
    } catch (StoreCorruptException e) {
      damaged = Optional.of(wanted);
      terminal.remark("kenning: %s. That is done now.".formatted(e.getMessage()));
      return LuceneMethodStore.open(
          folders.folder(folders.freshName(fingerprint)), fingerprint, StoreConfig.DEFAULT);
    }
  }

  private Embedder embedder(ModelOptions options, boolean eager) {
    Engine engine = Engine.of(directory, terminal);
    Optional<IndexFingerprint> present = folders.published().flatMap(Generation::rules);
    CatalogueModel model =
        options
            .model()
            .or(() -> present.map(rules -> rules.model().name()))
            .map(engine::require)
            .orElseGet(() -> engine.catalogue().defaultModel());
    Optional<IndexFingerprint> same =
        present.filter(rules -> rules.model().name().equals(model.manifest().id()));
    Precision precision =
        options
            .precision()
            .or(() -> same.flatMap(rules -> Precision.ofLabel(rules.model().precision())))
            .orElse(Engine.DEFAULT_PRECISION);
    Supplier<LocalEmbedder> opener =
        () ->
            engine
                .models()
                .open(
                    model,
                    precision,
                    LocalConfig.forIndexing(directory.embeddingCacheFile(), Processors.count()));
    Optional<ModelId> known =
        same.map(IndexFingerprint::model).filter(model.manifest().modelId(precision)::equals);
    return eager || known.isEmpty() ? now(opener) : late(known.get(), model.manifest(), opener);
  }

  private Embedder now(Supplier<LocalEmbedder> opener) {
    LocalEmbedder open = opener.get();
    open.fallbackReason().ifPresent(reason -> terminal.remark("kenning: " + reason));
    return open;
  }

  private static Embedder late(ModelId id, ModelManifest manifest, Supplier<LocalEmbedder> opener) {
    return new LateEmbedder(id, manifest.dimensionCount(), manifest.maxTokenCount(), opener::get);
  }

  private IndexFingerprint fingerprint(Embedder of) {
    return new IndexFingerprint(
        of.model(),
        of.dimensionCount(),
        MethodExtractor.RULES_VERSION,
        passages.rulesVersion(),
        LuceneMethodStore.SCHEMA_VERSION);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        RuntimeException problem =
            e instanceof RuntimeException unchecked
                ? unchecked
                : new CommandFailedException("a part could not be closed: " + e, e);
        if (failure == null) {
          failure = problem;
        } else {
          failure.addSuppressed(problem);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
