package dev.kenning.indexer.store.lucene;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreCorruptException;
import dev.kenning.indexer.store.StoreDescription;
import dev.kenning.indexer.store.StoreMissingException;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.indexer.store.lexical.Stemmer;
import dev.kenning.indexer.store.lexical.WordWeigher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [MethodStore] in a folder of its own, kept by Lucene.
///
/// Writes go to a buffer and from there to segments; [#refresh] opens a reader on both and
/// publishes it in one step, [#commit] makes the segments durable under a record of the ledger's
/// sequence and the fingerprint. Closing without a commit gives up what was written since the last
/// one: the ledger still has it.
///
/// Threads: writes may come from any number of threads; one lock orders commits and refreshes; the
/// visible index is one reference, replaced as a whole. Merges run on at most
/// [StoreConfig#mergeThreads] threads of Lucene's, which end with the store.
public final class LuceneMethodStore implements MethodStore {
  /// Version of what is kept of a method, for the fingerprint.
  ///
  /// 1. the first.
  /// 2. facts, as terms and stored.
  /// 3. links, likewise.
  public static final int SCHEMA_VERSION = 3;

  private static final Logger LOG = LoggerFactory.getLogger(LuceneMethodStore.class);

  private final IndexDirectory directory;
  private final IndexFingerprint fingerprint;
  private final StoreConfig config;
  private final Stemmer stemmer = new SnowballEnglish();
  private final PlaceCache places = new PlaceCache();
  private final ReentrantLock publishing = new ReentrantLock();
  private volatile IndexWriter writer; // replaced by recover() alone, under publishing
  private volatile VisibleIndex visible;
  private volatile SequenceNumber committed;
  private volatile @Nullable Exception failure; // a damaged file, or what the system refused
  private volatile boolean closed;

  private LuceneMethodStore(
      IndexDirectory directory,
      IndexFingerprint fingerprint,
      StoreConfig config,
      IndexWriter writer,
      VisibleIndex visible) {
    this.directory = directory;
    this.fingerprint = fingerprint;
    this.config = config;
    this.writer = writer;
    this.visible = visible;
    this.committed = visible.sequence();
  }

  /// Opens the store in `folder` for writing, and makes it if there is none.
  ///
  /// @throws dev.kenning.indexer.store.FingerprintMismatchException if it was made by other rules
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  /// @throws dev.kenning.indexer.store.StoreLockedException if another writer has it open
  /// @throws StoreUnavailableException if the file system refuses
  public static LuceneMethodStore open(
      Path folder, IndexFingerprint fingerprint, StoreConfig config) {
    return open(IndexDirectory.at(folder), fingerprint, config);
  }

  static LuceneMethodStore open(
      IndexDirectory directory, IndexFingerprint fingerprint, StoreConfig config) {
    return directory.opening(lucene -> {
      IndexWriter writer = WriterSetup.open(directory, fingerprint, config);
      try {
        DirectoryReader reader = DirectoryReader.open(writer);
        SequenceNumber sequence = directory.record().sequence();
        return new LuceneMethodStore(
            directory, fingerprint, config, writer, new VisibleIndex(reader, sequence));
      } catch (IOException | RuntimeException e) {
        writer.rollback();
        throw e;
      }
    });
  }

  /// Opens the last commit of the store in `folder` for reading; another process may be writing to
  /// it meanwhile.
  ///
  /// @throws dev.kenning.indexer.store.StoreMissingException if nothing was committed there
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  /// @throws StoreUnavailableException if the file system refuses
  public static SnapshotSource openReadOnly(Path folder, StoreConfig config) {
    return LuceneStoreReader.open(IndexDirectory.at(folder), config);
  }

  /// The rules the store in `folder` was made by; empty if there is none.
  ///
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  public static Optional<IndexFingerprint> fingerprintOf(Path folder) {
    try (IndexDirectory directory = IndexDirectory.at(folder)) {
      return directory.exists() ? Optional.of(directory.record().fingerprint()) : Optional.empty();
    }
  }

  /// What the last commit in `folder` says of itself; empty if there is none.
  ///
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  public static Optional<StoreDescription> describe(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty(); // looking must not make a folder
    }
    try (IndexDirectory directory = IndexDirectory.at(folder)) {
      return directory.exists() ? Optional.of(directory.description()) : Optional.empty();
    }
  }

  /// Opens the last commit in `folder` to be looked through; another process may be writing.
  ///
  /// @throws dev.kenning.indexer.store.StoreMissingException if nothing was committed there
  /// @throws dev.kenning.indexer.store.StoreCorruptException if its files are damaged
  public static StoreAudit audit(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new StoreMissingException(folder);
    }
    return LuceneStoreAudit.open(IndexDirectory.at(folder));
  }

  /// Whether vectors are compared with SIMD instructions. They are when the JVM was started with
  /// `--add-modules=jdk.incubator.vector`; without, searches and writes take several times as long.
  public static boolean usesSimd() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /// The name of its folder, which names the generation.
  public String name() {
    return directory.name();
  }

  @Override
  public IndexFingerprint fingerprint() {
    return fingerprint;
  }

  @Override
  public SequenceNumber committed() {
    return committed;
  }

  @Override
  public void replaceFile(FileKey file, String contentHash, List<IndexedMethod> methods) {
    List<Document> documents = new ArrayList<>(methods.size());
    WordWeigher weigher = new WordWeigher(config.lexical(), stemmer);
    for (IndexedMethod method : methods) {
      require(file, method);
      documents.add(MethodDocument.of(method, contentHash, weigher));
    }
    Term term = MethodDocument.fileTerm(file);
    if (documents.isEmpty()) {
      write("remove " + file, () -> writer.deleteDocuments(term));
    } else {
      write("write " + file, () -> writer.updateDocuments(term, documents));
    }
  }

  private void require(FileKey file, IndexedMethod method) {
    if (!method.unit().file().equals(file)) {
      throw new IllegalArgumentException(
          "%s stands in %s, not in %s".formatted(method.unit().id(), method.unit().file(), file));
    }
    int dimensions = method.embedding().dimensionCount();
    if (dimensions != fingerprint.dimensionCount()) {
      throw new IllegalArgumentException(
          "The store keeps %d dimensions, not %d"
              .formatted(fingerprint.dimensionCount(), dimensions));
    }
  }

  @Override
  public void removeFile(FileKey file) {
    write("remove " + file, () -> writer.deleteDocuments(MethodDocument.fileTerm(file)));
  }

  @Override
  public void removeRepository(String repository) {
    write(
        "remove " + repository,
        () -> writer.deleteDocuments(new Term(MethodDocument.REPOSITORY, repository)));
  }

  @Override
  public void commit(SequenceNumber sequence) {
    publishing.lock();
    try {
      write(
          "commit",
          () -> {
            writer.setLiveCommitData(
                new CommitRecord(sequence, fingerprint).toUserData().entrySet());
            return writer.commit();
          });
      committed = sequence;
    } finally {
      publishing.unlock();
    }
  }

  @Override
  public void refresh(SequenceNumber sequence) {
    publishing.lock();
    try {
      write(
          "refresh",
          () -> {
            publish(sequence);
            return 0L;
          });
    } finally {
      publishing.unlock();
    }
  }

  private void publish(SequenceNumber sequence) throws IOException {
    VisibleIndex before = visible;
    if (sequence.compareTo(before.sequence()) < 0) {
      return; // on the way back to where readers are since before a failure
    }
    @Nullable DirectoryReader newer = DirectoryReader.openIfChanged(before.reader(), writer, true);
    if (newer == null) {
      before.reader().incRef(); // the same content under a later sequence is held once more
      newer = before.reader();
    }
    visible = new VisibleIndex(newer, sequence);
    before.release();
  }

  @Override
  public void recover() {
    publishing.lock();
    try {
      @Nullable Exception before = failure;
      if (before == null || closed) {
        return;
      }
      if (before instanceof StoreCorruptException damaged) {
        throw again(damaged);
      }
      writer = directory.reopening(() -> WriterSetup.open(directory, fingerprint, config));
      committed = directory.record().sequence();
      failure = null;
      LOG.info("The index at {} is open again at sequence {}", directory.folder(), committed);
    } finally {
      publishing.unlock();
    }
  }

  /// Waits until no merge is running or due, so that the next snapshot is as fast to search as it
  /// gets. Worth it after a large import; what is merged becomes visible with the next [#refresh]
  /// and durable with the next [#commit].
  public void settle() {
    write(
        "merge",
        () -> {
          writer.maybeMerge();
          if (writer.getConfig().getMergeScheduler() instanceof ConcurrentMergeScheduler merges) {
            merges.sync();
          }
          return 0L;
        });
  }

  @Override
  public void expunge() {
    write(
        "expunge",
        () -> {
          writer.forceMergeDeletes(true);
          return 0L;
        });
  }

  /// Merges everything into one segment, which reads every byte there is.
  void mergeAll() {
    write(
        "merge",
        () -> {
          writer.forceMerge(1);
          return 0L;
        });
  }

  @Override
  public StoreSnapshot snapshot() {
    while (true) {
      if (closed) {
        throw new IllegalStateException("The store is closed");
      }
      VisibleIndex current = visible;
      if (current.acquire()) {
        return new LuceneSnapshot(current, directory.name(), config, places);
      }
      Thread.onSpinWait(); // it was replaced between the two lines above
    }
  }

  @Override
  public StoreSize size() {
    return directory.size();
  }

  private void write(String attempt, Writing writing) {
    @Nullable Exception before = failure;
    if (before instanceof StoreCorruptException damaged) {
      throw again(damaged);
    }
    if (before != null) {
      throw new StoreUnavailableException(attempt, committed, before);
    }
    try {
      long _ = writing.run();
    } catch (IOException e) {
      throw fail(attempt, e);
    } catch (IllegalStateException e) {
      if (closed) {
        throw new IllegalStateException("The store is closed", e);
      }
      if (e instanceof AlreadyClosedException || writer.getTragicException() != null) {
        // Lucene closes a writer whose background work failed, and tells the next caller.
        throw fail(attempt, e);
      }
      throw e;
    }
  }

  private RuntimeException fail(String attempt, Exception cause) {
    Exception reason =
        writer.getTragicException() instanceof IOException tragic
            ? tragic
            : cause.getCause() instanceof IOException deeper ? deeper : cause;
    RuntimeException told;
    if (IndexDirectory.isDamage(reason)) {
      StoreCorruptException damaged = directory.corrupt((IOException) reason);
      failure = damaged;
      told = damaged;
    } else {
      failure = reason;
      told = new StoreUnavailableException(attempt, committed, reason);
    }
    try {
      writer.rollback(); // gives the disk back what the failed writes took
    } catch (IOException | AlreadyClosedException e) {
      told.addSuppressed(e);
    }
    return told;
  }

  /// The same damage, told to another caller with a trace of its own.
  private static StoreCorruptException again(StoreCorruptException damaged) {
    return new StoreCorruptException(damaged.path(), String.valueOf(damaged.found()), damaged);
  }

  @Override
  public void close() {
    publishing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      visible.release();
      writer.rollback();
    } catch (IOException e) {
      throw new StoreUnavailableException("close", committed, e);
    } finally {
      publishing.unlock();
      directory.close();
    }
  }

  Directory lucene() {
    return directory.lucene();
  }

  @FunctionalInterface
  private interface Writing {
    long run() throws IOException;
  }
}
