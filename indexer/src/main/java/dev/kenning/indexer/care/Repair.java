package dev.kenning.indexer.care;

import dev.kenning.embeddings.cache.CacheCheck;
import dev.kenning.embeddings.cache.CacheCondition;
import dev.kenning.embeddings.cache.CacheMend;
import dev.kenning.embeddings.cache.CacheUnusableException;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerCorruptException;
import dev.kenning.indexer.ledger.LedgerSalvage;
import dev.kenning.indexer.ledger.SalvageReport;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a data directory whole again from what is whole, in this order: the ledger, which is saved
/// row by row if it is damaged; the embedding cache, which loses what is damaged of it; the index,
/// which is dropped if it is damaged or says other than the ledger, to be built again from it.
///
/// What is whole is not touched. A damaged ledger is kept beside the new one. The caller holds the
/// directory's lock and builds the index afterwards. For one thread.
public final class Repair {
  private final DataDirectory directory;

  public Repair(DataDirectory directory) {
    this.directory = directory;
  }

  /// What was done.
  ///
  /// @param steps in words, one sentence each; empty if all was whole
  /// @param salvage what a damaged ledger lost; empty if it was whole
  /// @param rebuild the generation whose index has to be built again; empty if it was whole, or
  ///   there is none
  public record Outcome(
      List<String> steps, Optional<SalvageReport> salvage, Optional<String> rebuild) {
    public Outcome {
      steps = List.copyOf(steps);
    }

    public boolean wasWhole() {
      return steps.isEmpty();
    }
  }

  /// @throws LedgerCorruptException if nothing of the ledger can be saved: a backup has to be
  ///   restored
  public Outcome run(CareProgress progress) throws IOException {
    List<String> steps = new ArrayList<>();
    for (Path leftover : GenerationFolders.leftovers(directory)) {
      FileTrees.delete(leftover);
      steps.add("deleted %s, which unfinished work had left".formatted(leftover));
    }
    Optional<SalvageReport> salvage = mendLedger(progress, steps);
    mendCache(progress, steps);
    Optional<String> rebuild = mendIndex(salvage.isPresent(), progress, steps);
    return new Outcome(steps, salvage, rebuild);
  }

  private Optional<SalvageReport> mendLedger(CareProgress progress, List<String> steps)
      throws IOException {
    Path file = directory.ledgerFile();
    if (!Files.exists(file) || new LedgerFileCheck(file).check(progress).isWhole()) {
      return Optional.empty();
    }
    progress.reached("saving what can be read of the ledger", 0, 0);
    foldJournal(file);
    Path kept = freeName(file);
    Path unfinished = Files.createTempDirectory(directory.root(), ".unfinished-salvage-");
    try {
      Path copy = unfinished.resolve("damaged.db");
      Path journal = sibling(file, "-wal");
      Files.copy(file, copy);
      if (Files.exists(journal)) {
        Files.copy(journal, sibling(copy, "-wal"));
      }
      Files.copy(file, kept);
      FileTrees.force(kept);
      Path saved = unfinished.resolve("saved.db");
      SalvageReport report = new LedgerSalvage(copy, saved).run(certain());
      try (ChangeLedger ledger = SqliteChangeLedger.open(saved, LedgerConfig.DEFAULT)) {
        var _ = ledger.fork(); // what the damaged one said of lost changes means nothing here
      }
      FileTrees.force(saved);
      if (Files.exists(journal)) { // a new ledger must not be read with the old one's journal
        Files.move(journal, sibling(kept, "-wal"), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.deleteIfExists(sibling(file, "-shm"));
      Files.move(saved, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      FileTrees.forceFolder(directory.root());
      steps.add("saved the ledger row by row; the damaged one is kept as " + kept);
      return Optional.of(report);
    } finally {
      FileTrees.delete(unfinished);
    }
  }

  /// Folds the journal into the file if that is still possible, so that one rename is all it takes.
  private static void foldJournal(Path file) {
    try {
      SqliteChangeLedger.open(file, LedgerConfig.DEFAULT).close();
    } catch (RuntimeException e) {
      // then the journal goes with the damaged file
    }
  }

  /// The indexes tell sequence numbers that were certainly given out.
  private SequenceNumber certain() throws IOException {
    SequenceNumber most = SequenceNumber.NONE;
    for (String name : GenerationFolders.names(directory)) {
      try (StoreAudit audit = LuceneMethodStore.audit(directory.generationFolder(name))) {
        most = audit.sequence().compareTo(most) > 0 ? audit.sequence() : most;
      } catch (RuntimeException e) {
        // it tells nothing
      }
    }
    return most;
  }

  private void mendCache(CareProgress progress, List<String> steps) throws IOException {
    Path file = directory.embeddingCacheFile();
    CacheCondition condition =
        CacheCheck.of(file, rows -> progress.reached("reading the embedding cache", rows, 0));
    boolean whole =
        switch (condition) {
          case CacheCondition.Absent() -> true;
          case CacheCondition.Illegible _ -> false;
          case CacheCondition.Legible legible -> legible.isWhole();
        };
    if (whole) {
      return;
    }
    progress.reached("saving what is whole of the embedding cache", 0, 0);
    try {
      CacheMend mend = CacheMend.of(file);
      steps.add(
          String.format(
              Locale.ROOT,
              "mended the embedding cache: %,d vectors stay, %,d damaged ones are dropped and made"
                  + " again when they are needed",
              mend.keptCount(),
              mend.droppedCount()));
    } catch (CacheUnusableException e) {
      for (String suffix : new String[] {"", "-wal", "-shm"}) {
        Files.deleteIfExists(sibling(file, suffix));
      }
      steps.add(
          "dropped the embedding cache, of which nothing could be read; vectors are made again when"
              + " they are needed");
    }
  }

  private Optional<String> mendIndex(boolean otherLedger, CareProgress progress, List<String> steps)
      throws IOException {
    List<String> names = GenerationFolders.names(directory);
    Optional<String> pointed = directory.currentGeneration();
    Optional<String> current = pointed.or(() -> names.stream().reduce((_, last) -> last));
    if (pointed.isEmpty() && current.isPresent()) {
      directory.publish(current.get());
      steps.add("published the generation %s again".formatted(current.get()));
    }
    for (String name : names) {
      if (!Optional.of(name).equals(current) && (otherLedger || !isReadable(name))) {
        FileTrees.delete(directory.generationFolder(name));
        steps.add("deleted the generation %s, which did not answer".formatted(name));
      }
    }
    if (current.isEmpty()) {
      return Optional.empty();
    }
    boolean there = names.contains(current.get());
    if (there && !otherLedger && new IndexCheck(directory).check(progress).isWhole()) {
      return Optional.empty();
    }
    FileTrees.delete(directory.generationFolder(current.get()));
    steps.add(
        there
            ? "dropped the index %s, to be built again from the ledger".formatted(current.get())
            : "the index %s is not there and is built again".formatted(current.get()));
    return current;
  }

  private boolean isReadable(String generation) {
    try (StoreAudit audit = LuceneMethodStore.audit(directory.generationFolder(generation))) {
      return audit.damage().isEmpty();
    } catch (StoreCorruptException | StoreMissingException e) {
      return false;
    }
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static Path freeName(Path file) {
    int number = 1;
    while (Files.exists(sibling(file, ".damaged-" + number))) {
      number++;
    }
    return sibling(file, ".damaged-" + number);
  }
}
