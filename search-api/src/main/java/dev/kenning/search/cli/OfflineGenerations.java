package dev.kenning.search.cli;

import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.GenerationFolders;
import dev.kenning.indexer.generation.GenerationOpener;
import dev.kenning.indexer.generation.GenerationRoom;
import dev.kenning.indexer.generation.GoneMethods;
import dev.kenning.indexer.generation.ModelChoice;
import dev.kenning.indexer.generation.OpenGeneration;
import dev.kenning.indexer.generation.SharedModels;
import dev.kenning.indexer.generation.UnknownGenerationException;
import dev.kenning.indexer.generation.WantedGeneration;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LockOwner;
import dev.kenning.indexer.run.WriterLock;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.util.Optional;

/// Builds and publishes generations in this process, where no server owns the data directory. Holds
/// the writer lock until closed. Used by one thread.
final class OfflineGenerations implements AutoCloseable {
  private final WriterLock lock;
  private final ChangeLedger ledger;
  private final GenerationFolders folders;
  private final GenerationOpener opener;

  private OfflineGenerations(
      DataDirectory directory, Terminal terminal, WriterLock lock, ChangeLedger ledger) {
    this.lock = lock;
    this.ledger = ledger;
    this.folders = new GenerationFolders(directory);
    this.opener =
        new GenerationOpener(
            folders,
            ledger,
            new SharedModels(new CatalogueModels(directory, terminal)),
            GenerationRoom.at(directory.root()),
            StoreConfig.DEFAULT,
            GoneMethods.read(directory.goneMethodsFile()));
  }

  static OfflineGenerations open(DataDirectory directory, Terminal terminal) {
    WriterLock lock = directory.lock(LockOwner.thisProcess("generation"));
    try {
      return new OfflineGenerations(
          directory,
          terminal,
          lock,
          SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT));
    } catch (RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /// What was built, and what a run made of it.
  record Built(String name, Applied applied) {}

  /// Builds the generation of a model and this release's rules, or brings it up to the ledger.
  Built build(ModelChoice choice, boolean publishes, IndexProgress.Listener listener) {
    folders.sweep();
    try (OpenGeneration open = opener.open(choice)) {
      folders.want(new WantedGeneration(choice, publishes));
      Built built = caughtUp(open, false, listener);
      if (publishes) {
        folders.publish(open.name());
      }
      folders.wantNothing();
      return built;
    }
  }

  /// Brings a generation up to the ledger, and lets it answer.
  Built publish(String name, IndexProgress.Listener listener) {
    try (OpenGeneration open = opener.openNamed(name)) {
      Built built = caughtUp(open, true, listener);
      folders.publish(name);
      return built;
    }
  }

  /// Goes back to the generation that answered before.
  Built rollBack(IndexProgress.Listener listener) {
    return publish(
        folders
            .previous()
            .map(Generation::name)
            .orElseThrow(
                () -> new UnknownGenerationException("There is no generation to go back to")),
        listener);
  }

  /// Builds the generation that answers anew from the ledger, lets the new one answer, and removes
  /// the old one.
  Built rebuild(IndexProgress.Listener listener) {
    Generation old =
        folders
            .published()
            .orElseThrow(() -> new UnknownGenerationException("No generation was ever published"));
    ModelChoice choice =
        old.rules()
            .map(rules -> ModelChoice.of(rules.model()))
            .orElseThrow(() ->
                new UnknownGenerationException(
                    ("It is not known by which model %s was made; build one: kenning generation"
                            + " build --model ID --publish")
                        .formatted(old.name())));
    Built built;
    try (OpenGeneration open = opener.openFresh(choice)) {
      built = caughtUp(open, true, listener);
      folders.publishInsteadOfDamaged(open.name());
    }
    folders.remove(old.name());
    return built;
  }

  void remove(String name) {
    folders.remove(
        name.equals("previous")
            ? folders
                .previous()
                .map(Generation::name)
                .orElseThrow(() -> new UnknownGenerationException("There is none before"))
            : name);
  }

  private static Built caughtUp(
      OpenGeneration open, boolean answersNext, IndexProgress.Listener listener) {
    try (IndexWorkers workers = IndexWorkers.start(Processors.count())) {
      IndexRun run =
          answersNext
              ? IndexRun.retryingWhatWasSetAside(open.stages(), workers, IndexRunConfig.DEFAULT)
              : new IndexRun(open.stages(), workers, IndexRunConfig.DEFAULT);
      return new Built(open.name(), run.catchUp(listener));
    }
  }

  /// The names there are, for messages.
  Optional<String> published() {
    return folders.published().map(Generation::name);
  }

  @Override
  public void close() {
    ledger.close();
    lock.close();
  }
}
