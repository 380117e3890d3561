package dev.kenning.search.cli;

import dev.kenning.embeddings.ModelId;
import dev.kenning.embeddings.model.CatalogueModel;
import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.care.BackupUnusableException;
import dev.kenning.indexer.care.CacheFileCheck;
import dev.kenning.indexer.care.Checkup;
import dev.kenning.indexer.care.Compaction;
import dev.kenning.indexer.care.Erasure;
import dev.kenning.indexer.care.GenerationsCheck;
import dev.kenning.indexer.care.IndexCheck;
import dev.kenning.indexer.care.LedgerCopy;
import dev.kenning.indexer.care.LedgerFileCheck;
import dev.kenning.indexer.care.LiveCare;
import dev.kenning.indexer.care.ModelFilesCheck;
import dev.kenning.indexer.care.NeededVectors;
import dev.kenning.indexer.care.StoreAccess;
import dev.kenning.indexer.care.VectorUse;
import dev.kenning.indexer.generation.GenerationNames;
import dev.kenning.indexer.generation.LiveGenerations;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCheck;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.LiveIndex;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Assembles what looks after a data directory.
final class Care {
  private Care() {}

  static Checkup checkup(DataDirectory directory) {
    return new Checkup(
        List.of(
            new LedgerFileCheck(directory.ledgerFile()),
            new GenerationsCheck(directory),
            new IndexCheck(directory),
            new CacheFileCheck(directory.embeddingCacheFile()),
            new ModelFilesCheck(directory.modelsFolder())));
  }

  static LedgerCopy ledgerCopy(DataDirectory directory) {
    return target -> {
      try (ChangeLedger ledger =
          SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT)) {
        return ledger.backupTo(target).head();
      }
    };
  }

  /// Looks through a ledger that was unpacked from a backup, and gives it an identity of its own:
  /// what the original told later means nothing here.
  static void adopt(Path ledgerFile) throws BackupUnusableException {
    try (ChangeLedger ledger = SqliteChangeLedger.open(ledgerFile, LedgerConfig.DEFAULT)) {
      LedgerCheck found = ledger.check(LedgerCheck.Listener.NONE);
      if (!found.isSound()) {
        throw new BackupUnusableException(
            "its ledger is damaged: " + found.findings().getFirst().what());
      }
      var _ = ledger.fork();
    } catch (LedgerCorruptException e) {
      throw new BackupUnusableException("its ledger cannot be opened: " + e.getMessage());
    }
  }

  /// Builds what is missing of the index from the ledger and lets it answer.
  ///
  /// @param generation whose model to take; empty for the default
  static Applied buildIndex(
      DataDirectory directory, Terminal terminal, String command, Optional<String> generation) {
    Optional<ModelId> id =
        generation.flatMap(GenerationNames::rulesOf).map(IndexFingerprint::model);
    ModelOptions model =
        new ModelOptions(
            id.map(ModelId::name), id.flatMap(one -> Precision.ofLabel(one.precision())));
    try (WritableIndex index = WritableIndex.open(directory, terminal, command, model, true);
        ProgressDisplay display = ProgressDisplay.of(terminal, "index")) {
      Applied applied = index.run().catchUp(display);
      index.publish();
      return applied;
    }
  }

  /// For what needs the directory for itself.
  static void requireFree(DataDirectory directory) {
    switch (Holder.now(directory)) {
      case Holder.Nobody() -> {}
      case Holder.Busy busy -> throw new CommandFailedException(busy.explanation(directory));
      case Holder.Server(var address) ->
          throw new CommandFailedException(
              "a server at %s owns %s. Stop it first: this needs the directory for itself."
                  .formatted(address, directory.root()));
    }
  }

  /// What looks after the directory of a server.
  static LiveCare live(
      DataDirectory directory,
      ChangeLedger ledger,
      LiveIndex live,
      LiveGenerations generations,
      Terminal terminal) {
    StoreAccess store = LiveCare.between(live, generations::followedStore);
    VectorUse vectors = vectorUse(directory, ledger, terminal);
    return new LiveCare(
        new Erasure(directory, ledger, store, vectors),
        new Compaction(directory, ledger, store, vectors));
  }

  /// The vectors that the present generations need; not to be told where one of their models is not
  /// in the catalogue any more.
  static VectorUse vectorUse(DataDirectory directory, ChangeLedger ledger, Terminal terminal) {
    return progress -> {
      Map<ModelId, String> prefixes = new HashMap<>();
      List<CatalogueModel> known = Engine.of(directory, terminal).catalogue().models();
      for (IndexFingerprint rules : GenerationsCheck.rules(directory)) {
        Optional<CatalogueModel> model =
            known.stream()
                .filter(one -> one.manifest().id().equals(rules.model().name()))
                .findFirst();
        if (model.isEmpty()) {
          return Optional.empty();
        }
        prefixes.put(rules.model(), model.get().manifest().passagePrefix());
      }
      return Optional.of(
          new NeededVectors(ledger, new MethodExtractor(), new PassageWriter(), prefixes)
              .gather(progress));
    };
  }

  /// A store that nobody else writes to.
  static StoreAccess alone(WritableIndex index) {
    return care -> care.accept(index.store());
  }
}
