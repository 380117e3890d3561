package dev.kenning.indexer.care;

import dev.kenning.embeddings.cache.CacheNeeds;
import dev.kenning.embeddings.cache.CacheSweep;
import dev.kenning.embeddings.cache.CacheUnusableException;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.Generation;
import dev.kenning.indexer.generation.Generation.Standing;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.CompactionReport;
import dev.kenning.indexer.run.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Gives back what a data directory holds and nobody needs: superseded versions in the ledger,
/// replaced methods in the index, vectors of texts that are gone, generations that do not answer,
/// and what unfinished work has left. May run beside readers and writers. One at a time.
public final class Compaction {
  private final DataDirectory directory;
  private final ChangeLedger ledger;
  private final StoreAccess store;
  private final VectorUse vectors;

  public Compaction(
      DataDirectory directory, ChangeLedger ledger, StoreAccess store, VectorUse vectors) {
    this.directory = directory;
    this.ledger = ledger;
    this.store = store;
    this.vectors = vectors;
  }

  /// @param parts what each part took before and takes now
  /// @param changesDropped superseded changes of the ledger
  /// @param vectorsDropped vectors nobody needs
  /// @param removed folders and files that were deleted
  /// @param notes what was left as it was, and why
  public record Report(
      List<Part> parts,
      long changesDropped,
      long vectorsDropped,
      List<String> removed,
      List<String> notes) {
    public Report {
      parts = List.copyOf(parts);
      removed = List.copyOf(removed);
      notes = List.copyOf(notes);
    }
  }

  /// @param part `ledger`, `index`, `cache`, `other`
  public record Part(String part, long bytesBefore, long bytesAfter) {}

  public Report run(CareProgress progress) throws IOException {
    long[] before = sizes();
    List<String> removed = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    removeOthers(removed, notes);
    progress.reached("rewriting the index", 0, 0);
    AtomicReference<SequenceNumber> reflected = new AtomicReference<>(SequenceNumber.NONE);
    store.quietly(open -> {
      StoreExpunging.expunge(open);
      reflected.set(open.committed());
    });
    progress.reached("compacting the ledger", 0, 0);
    CompactionReport compacted = ledger.compact(leastOf(reflected.get()));
    long vectorsDropped = sweepCache(progress, notes);
    long[] after = sizes();
    List<Part> parts = new ArrayList<>();
    String[] names = {"ledger", "index", "cache", "other"};
    for (int i = 0; i < names.length; i++) {
      parts.add(new Part(names[i], before[i], after[i]));
    }
    return new Report(parts, compacted.changesDropped(), vectorsDropped, removed, notes);
  }

  /// History stays whole for every generation that is kept.
  private SequenceNumber leastOf(SequenceNumber reflected) throws IOException {
    SequenceNumber least = reflected;
    for (String name : GenerationFolders.names(directory)) {
      try (var audit =
          dev.kenning.indexer.store.lucene.LuceneMethodStore.audit(
              directory.generationFolder(name))) {
        least = audit.sequence().compareTo(least) < 0 ? audit.sequence() : least;
      } catch (dev.kenning.indexer.store.StoreCorruptException
          | dev.kenning.indexer.store.StoreMissingException e) {
        // it goes on from nothing
      }
    }
    return least;
  }

  private void removeOthers(List<String> removed, List<String> notes) throws IOException {
    for (Path leftover : GenerationFolders.leftovers(directory)) {
      FileTrees.delete(leftover);
      removed.add(leftover.toString());
    }
    Path aside =
        directory
            .embeddingCacheFile()
            .resolveSibling(directory.embeddingCacheFile().getFileName() + ".unusable");
    if (Files.deleteIfExists(aside)) {
      removed.add(aside.toString());
    }
    var folders = new dev.kenning.indexer.generation.GenerationFolders(directory);
    for (Generation generation : folders.list()) {
      boolean begun = generation.standing() == Standing.UNPUBLISHED && folders.wanted().isPresent();
      if (generation.standing() == Standing.PUBLISHED || folders.published().isEmpty()) {
        continue;
      }
      if (!begun && StoreExpunging.takeOut(directory, generation.name(), List.of())) {
        folders.remove(generation.name());
        removed.add(directory.generationFolder(generation.name()).toString());
      } else {
        notes.add("the generation %s is being built and stays".formatted(generation.name()));
      }
    }
  }

  private long sweepCache(CareProgress progress, List<String> notes) {
    Optional<CacheNeeds> needs = vectors.gather(progress);
    if (needs.isEmpty()) {
      notes.add("the embedding cache stays: a model's texts cannot be told any more");
      return 0;
    }
    progress.reached("sweeping the embedding cache", 0, 0);
    try {
      return CacheSweep.of(directory.embeddingCacheFile(), needs.get(), true).removedCount();
    } catch (CacheUnusableException e) {
      notes.add("the embedding cache stays: " + e.getMessage());
      return 0;
    }
  }

  private long[] sizes() throws IOException {
    long all = GenerationsCheck.sizeBytes(directory.root());
    long ledgerBytes = withJournal(directory.ledgerFile());
    long cacheBytes = withJournal(directory.embeddingCacheFile());
    Optional<String> current = directory.currentGeneration();
    long indexBytes =
        current.isPresent() && Files.isDirectory(directory.generationFolder(current.get()))
            ? GenerationsCheck.sizeBytes(directory.generationFolder(current.get()))
            : 0;
    return new long[] {
      ledgerBytes, indexBytes, cacheBytes, all - ledgerBytes - indexBytes - cacheBytes
    };
  }

  private static long withJournal(Path file) throws IOException {
    long bytes = 0;
    for (String suffix : new String[] {"", "-wal"}) {
      Path one = file.resolveSibling(file.getFileName() + suffix);
      bytes += Files.exists(one) ? Files.size(one) : 0;
    }
    return bytes;
  }
}
