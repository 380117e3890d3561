package dev.kenning.indexer.care;

import dev.kenning.embeddings.cache.CacheNeeds;
import dev.kenning.embeddings.cache.CacheSweep;
import dev.kenning.embeddings.cache.CacheUnusableException;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.DeletedRepository;
import dev.kenning.indexer.run.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Erases what deleted repositories left anywhere in a data directory: the ledger with its free
/// pages and its journal, the segments of the index that answers and of those that do not, vectors
/// that no other repository needs, and copies of damaged files that were kept. Backups and what a
/// restore moved aside lie elsewhere and are not touched.
///
/// How far it came is kept in the file `erased`, the sequence of the last deletion that is erased
/// everywhere: after a crash it begins again, and every step may be done twice. One at a time.
public final class Erasure {
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 100_000_000;

  private final DataDirectory directory;
  private final ChangeLedger ledger;
  private final StoreAccess store;
  private final VectorUse vectors;

  public Erasure(
      DataDirectory directory, ChangeLedger ledger, StoreAccess store, VectorUse vectors) {
    this.directory = directory;
    this.ledger = ledger;
    this.store = store;
    this.vectors = vectors;
  }

  /// The repositories that were deleted and are not erased everywhere yet.
  public List<DeletedRepository> due() {
    return ledger.deletionsAfter(mark());
  }

  /// Erases what is due.
  ///
  /// @return what could not be erased yet, because somebody still reads or writes it; empty when
  ///   nothing is left. To be called again then.
  public List<String> run(CareProgress progress) throws IOException {
    List<DeletedRepository> due = due();
    if (due.isEmpty()) {
      return List.of();
    }
    List<String> names = due.stream().map(DeletedRepository::name).distinct().toList();
    List<String> left = new ArrayList<>();
    progress.reached("erasing from the ledger", 0, 0);
    eraseFromLedger(left);
    progress.reached("erasing from the index", 0, 0);
    store.quietly(StoreExpunging::expunge);
    eraseFromOtherGenerations(names, left);
    eraseFromCache(progress, left);
    deleteDamagedCopies();
    if (left.isEmpty()) {
      remember(due.getLast().sequence());
    }
    return left;
  }

  private void eraseFromLedger(List<String> left) {
    for (int attempt = 1; !ledger.erase().complete(); attempt++) {
      if (attempt == ATTEMPTS) {
        left.add("the ledger's journal, which somebody is still reading");
        return;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(PAUSE_NANOS); // a reader ends within that
    }
  }

  /// A name that is used again belongs to a repository that lives; its methods stay.
  private void eraseFromOtherGenerations(List<String> names, List<String> left) throws IOException {
    Optional<String> current = directory.currentGeneration();
    List<String> gone = names.stream().filter(name -> ledger.repository(name).isEmpty()).toList();
    for (String generation : GenerationFolders.names(directory)) {
      if (!Optional.of(generation).equals(current)
          && !StoreExpunging.takeOut(directory, generation, gone)) {
        left.add("the generation %s, which is being built".formatted(generation));
      }
    }
  }

  private void eraseFromCache(CareProgress progress, List<String> left) throws IOException {
    Path file = directory.embeddingCacheFile();
    Optional<CacheNeeds> needs = vectors.gather(progress);
    if (needs.isEmpty()) {
      left.add("vectors in the embedding cache: a model's texts cannot be told any more");
      return;
    }
    try {
      if (!CacheSweep.of(file, needs.get(), false).logEmptied()) {
        left.add("the embedding cache's journal, which somebody is still reading");
      }
    } catch (CacheUnusableException e) {
      left.add("the embedding cache: " + e.getMessage());
    }
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".unusable"));
  }

  private void deleteDamagedCopies() throws IOException {
    String prefix = directory.ledgerFile().getFileName() + ".damaged-";
    try (Stream<Path> files = Files.list(directory.root())) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().startsWith(prefix)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private SequenceNumber mark() {
    try {
      return new SequenceNumber(Long.parseLong(Files.readString(markFile()).strip()));
    } catch (NoSuchFileException e) {
      return SequenceNumber.NONE;
    } catch (IOException | IllegalArgumentException e) {
      return SequenceNumber.NONE; // erasing once more does no harm
    }
  }

  private void remember(SequenceNumber erased) throws IOException {
    Path draft = directory.root().resolve(".unfinished-erased");
    Files.write(draft, (erased.value() + "\n").getBytes(StandardCharsets.UTF_8));
    FileTrees.force(draft);
    Files.move(
        draft, markFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    FileTrees.forceFolder(directory.root());
  }

  private Path markFile() {
    return directory.root().resolve("erased");
  }
}
