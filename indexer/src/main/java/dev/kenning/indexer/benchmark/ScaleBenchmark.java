package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.ModelId;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.store.StoreSize;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/// Fills a store and measures it: writing, searching (everything; under filters that keep 50 %, 5 %
/// and 0.5 %; after 30 % of the files were written again without a forced merge), fetching, disk
/// and heap. Searches run one at a time on the calling thread, on a store that writes nothing
/// meanwhile.
public final class ScaleBenchmark {
  private static final String HASH = "0".repeat(64);
  private static final int UPDATED_PERCENT = 30;
  private static final int SOME_FILES = 500;

  private final ScaleConfig config;
  private final MethodSupply supply;
  private final Consumer<String> progress;
  private final HeapWatch heap = new HeapWatch();

  /// @param base what the methods are made from
  /// @param progress told in a line what is being done
  public ScaleBenchmark(ScaleConfig config, MethodBase base, Consumer<String> progress) {
    this.config = config;
    this.supply = new MethodSupply(base, config.seed());
    this.progress = progress;
  }

  /// Runs for as long as it takes; the store stays in its folder.
  public ScaleReport run() throws InterruptedException {
    IndexFingerprint fingerprint =
        new IndexFingerprint(
            new ModelId("benchmark", "fp32"),
            supply.dimensionCount(),
            1,
            1,
            LuceneMethodStore.SCHEMA_VERSION);
    try (LuceneMethodStore store =
        LuceneMethodStore.open(config.folder(), fingerprint, config.store())) {
      return measure(store);
    }
  }

  private ScaleReport measure(LuceneMethodStore store) throws InterruptedException {
    progress.accept("writing %,d methods".formatted(config.methodCount()));
    long start = System.nanoTime();
    write(store, 0, _ -> true);
    show(store, 1);
    long written = System.nanoTime();
    store.settle();
    show(store, 2);
    long merged = System.nanoTime();
    StoreSize size = store.size();
    List<ScaleReport.Phase> phases = new ArrayList<>();
    ScaleReport.Latencies fetchTen;
    try (StoreSnapshot snapshot = store.snapshot()) {
      Searches searches = new Searches(config, supply, snapshot, progress);
      phases.add(searches.phase("everything", new Filter.All()));
      phases.add(searches.phase("filter keeping 50 %", new Filter.InRepository("r50")));
      phases.add(searches.phase("filter keeping 5 %", new Filter.InRepository("r5")));
      phases.add(searches.phase("filter keeping 0.5 %", new Filter.InRepository("r05")));
      fetchTen = searches.fetchTen();
    }
    heap.sample();
    progress.accept("writing %d %% of the files again".formatted(UPDATED_PERCENT));
    write(store, 1, file -> file % 10 < UPDATED_PERCENT / 10);
    store.settle();
    show(store, 3);
    try (StoreSnapshot snapshot = store.snapshot()) {
      Searches searches = new Searches(config, supply, snapshot, progress);
      phases.add(searches.phase("everything, 30 % updated", new Filter.All()));
      phases.add(searches.phase("0.5 %, 30 % updated", new Filter.InRepository("r05")));
    }
    heap.sample();
    return new ScaleReport(
        config.methodCount(),
        supply.description(),
        Duration.ofNanos(written - start),
        Duration.ofNanos(merged - written),
        phases,
        fetchTen,
        size,
        heap.peakBytes(),
        Runtime.getRuntime().maxMemory(),
        LuceneMethodStore.usesSimd());
  }

  private static void show(LuceneMethodStore store, long sequence) {
    store.commit(new SequenceNumber(sequence));
    store.refresh(new SequenceNumber(sequence));
  }

  private void write(LuceneMethodStore store, int revision, IntPredicate chosen)
      throws InterruptedException {
    int fileCount = MethodSupply.fileCount(config.methodCount());
    try (ExecutorService writers =
        Executors.newFixedThreadPool(
            config.writerThreads(), Thread.ofPlatform().name("benchmark-writer-", 0).factory())) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int from = 0; from < fileCount; from += SOME_FILES) {
        int first = from;
        int end = Math.min(fileCount, from + SOME_FILES);
        tasks.add(writers.submit(() -> writeFiles(store, first, end, revision, chosen)));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Writing failed", e.getCause());
    }
  }

  private void writeFiles(
      LuceneMethodStore store, int from, int end, int revision, IntPredicate chosen) {
    for (int file = from; file < end; file++) {
      if (chosen.test(file)) {
        store.replaceFile(
            supply.file(file), HASH, supply.methods(file, revision, config.methodCount()));
      }
    }
    heap.sample();
    progress.accept("wrote files %,d to %,d".formatted(from, end));
  }
}
