package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.benchmark.KeptIndexes.State;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Fills a store and measures it: writing, searching (everything; under filters that keep 50 %, 5 %
/// and 0.5 %; after 30 % of the files were written again without a forced merge), fetching, disk
/// and heap. Searches run one at a time on the calling thread, on a store that writes nothing
/// meanwhile.
///
/// [#write] and [#measure] are apart because writing a million methods takes from minutes to an
/// hour whatever else the machine does, and times of searches mean something only while it does
/// nothing else.
public final class ScaleBenchmark {
  private static final String HASH = "0".repeat(64);
  private static final int UPDATED_PERCENT = 30;
  private static final int SOME_FILES = 500;
  private static final int FILES_BETWEEN_SAMPLES = 10 * SOME_FILES;

  private final ScaleConfig config;
  private final MethodSupply supply;
  private final Consumer<String> progress;
  private final KeptIndexes kept;
  private final IndexFingerprint fingerprint;
  private final HeapWatch heap = new HeapWatch();

  /// @param base what the methods are made from
  /// @param progress told in a line what is being done
  /// @throws BenchmarkFolderException if the folder holds anything but indexes made from the same
  ///   methods and numbers
  public ScaleBenchmark(ScaleConfig config, MethodBase base, Consumer<String> progress) {
    this.config = config;
    this.supply = new MethodSupply(base, config.seed());
    this.progress = progress;
    this.kept =
        KeptIndexes.open(
            config.folder(),
            "%,d %s (%s), seed %d"
                .formatted(
                    config.methodCount(), supply.description(), base.checksum(), config.seed()));
    this.fingerprint =
        new IndexFingerprint(
            new ModelId("benchmark", "fp32"),
            supply.dimensionCount(),
            1,
            1,
            LuceneMethodStore.SCHEMA_VERSION);
  }

  /// Writes the indexes that the folder does not hold yet, for as long as it takes.
  public void write() throws InterruptedException {
    if (kept.cost(State.FILLED).isEmpty()) {
      kept.clear(State.FILLED);
      progress.accept("writing %,d methods".formatted(config.methodCount()));
      kept.finish(State.FILLED, write(State.FILLED, 0, _ -> true));
    }
    if (kept.cost(State.UPDATED).isEmpty()) {
      kept.branch();
      progress.accept("writing %d %% of the files again".formatted(UPDATED_PERCENT));
      kept.finish(State.UPDATED, write(State.UPDATED, 1, file -> file % 10 < UPDATED_PERCENT / 10));
    }
  }

  private WriteCost write(State state, int revision, IntPredicate chosen)
      throws InterruptedException {
    try (LuceneMethodStore store =
        LuceneMethodStore.open(kept.folder(state), fingerprint, config.store())) {
      long start = System.nanoTime();
      long processorStart = processorNanos();
      int methodCount = write(store, revision, chosen);
      show(store, 1 + 2L * revision);
      long written = System.nanoTime();
      progress.accept("waiting for merges");
      store.settle();
      show(store, 2 + 2L * revision);
      long merged = System.nanoTime();
      heap.sample();
      return new WriteCost(
          methodCount,
          Duration.ofNanos(written - start),
          Duration.ofNanos(merged - written),
          Duration.ofNanos(processorNanos() - processorStart),
          heap.peakBytes());
    }
  }

  /// Searches what [#write] wrote.
  ///
  /// @throws IllegalStateException if it has not
  public ScaleReport measure() {
    WriteCost filling = kept.cost(State.FILLED).orElseThrow(ScaleBenchmark::notWritten);
    WriteCost updating = kept.cost(State.UPDATED).orElseThrow(ScaleBenchmark::notWritten);
    List<ScaleReport.Phase> phases = new ArrayList<>();
    ScaleReport.Latencies fetchTen;
    StoreSize size;
    try (SnapshotSource store = reader(State.FILLED);
        StoreSnapshot snapshot = store.snapshot()) {
      size = store.size();
      Searches searches = new Searches(config, supply, snapshot, progress);
      phases.add(searches.phase("everything", new Filter.All()));
      phases.add(searches.phase("filter keeping 50 %", new Filter.InRepository("r50")));
      phases.add(searches.phase("filter keeping 5 %", new Filter.InRepository("r5")));
      phases.add(searches.phase("filter keeping 0.5 %", new Filter.InRepository("r05")));
      fetchTen = searches.fetchTen();
    }
    heap.sample();
    try (SnapshotSource store = reader(State.UPDATED);
        StoreSnapshot snapshot = store.snapshot()) {
      Searches searches = new Searches(config, supply, snapshot, progress);
      phases.add(searches.phase("everything, 30 % updated", new Filter.All()));
      phases.add(searches.phase("50 %, 30 % updated", new Filter.InRepository("r50")));
      phases.add(searches.phase("5 %, 30 % updated", new Filter.InRepository("r5")));
      phases.add(searches.phase("0.5 %, 30 % updated", new Filter.InRepository("r05")));
    }
    heap.sample();
    return new ScaleReport(
        config.methodCount(),
        supply.description(),
        filling,
        updating,
        phases,
        fetchTen,
        size,
        heap.peakBytes(),
        Runtime.getRuntime().maxMemory(),
        LuceneMethodStore.usesSimd());
  }

  private SnapshotSource reader(State state) {
    return LuceneMethodStore.openReadOnly(kept.folder(state), config.store());
  }

  private static IllegalStateException notWritten() {
    return new IllegalStateException("There is nothing to measure: write first");
  }

  private static void show(LuceneMethodStore store, long sequence) {
    store.commit(new SequenceNumber(sequence));
    store.refresh(new SequenceNumber(sequence));
  }

  /// Returns how many methods it wrote.
  private int write(LuceneMethodStore store, int revision, IntPredicate chosen)
      throws InterruptedException {
    int fileCount = MethodSupply.fileCount(config.methodCount());
    AtomicInteger methodCount = new AtomicInteger();
    try (ExecutorService writers =
        Executors.newFixedThreadPool(
            config.writerThreads(), Thread.ofPlatform().name("benchmark-writer-", 0).factory())) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int from = 0; from < fileCount; from += SOME_FILES) {
        int first = from;
        int end = Math.min(fileCount, from + SOME_FILES);
        tasks.add(
            writers.submit(() -> {
              methodCount.addAndGet(writeFiles(store, first, end, revision, chosen));
              progress.accept("wrote files %,d to %,d of %,d".formatted(first, end, fileCount));
            }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Writing failed", e.getCause());
    }
    return methodCount.get();
  }

  private int writeFiles(
      LuceneMethodStore store, int from, int end, int revision, IntPredicate chosen) {
    int methodCount = 0;
    for (int file = from; file < end; file++) {
      if (chosen.test(file)) {
        List<IndexedMethod> methods = supply.methods(file, revision, config.methodCount());
        store.replaceFile(supply.file(file), HASH, methods);
        methodCount += methods.size();
      }
    }
    if (from % FILES_BETWEEN_SAMPLES == 0) {
      heap.sample();
    }
    return methodCount;
  }

  /// Time that all threads of this process had a processor.
  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
