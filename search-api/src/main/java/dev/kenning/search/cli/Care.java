package dev.kenning.search.cli;

import dev.kenning.embeddings.model.Precision;
import dev.kenning.indexer.care.BackupUnusableException;
import dev.kenning.indexer.care.CacheFileCheck;
import dev.kenning.indexer.care.Checkup;
import dev.kenning.indexer.care.GenerationName;
import dev.kenning.indexer.care.GenerationsCheck;
import dev.kenning.indexer.care.IndexCheck;
import dev.kenning.indexer.care.LedgerCopy;
import dev.kenning.indexer.care.LedgerFileCheck;
import dev.kenning.indexer.care.ModelFilesCheck;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerCheck;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.Applied;
import dev.kenning.indexer.run.DataDirectory;
import java.nio.file.Path;
import java.util.List;
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
    Optional<GenerationName> name = generation.flatMap(GenerationName::parse);
    ModelOptions model =
        new ModelOptions(
            name.map(GenerationName::model),
            name.flatMap(one -> Precision.ofLabel(one.precision())));
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
}
