package dev.kenning.indexer.benchmark;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.benchmark.FollowReport.Saves;
import dev.kenning.indexer.benchmark.FollowReport.Switch;
import dev.kenning.indexer.generation.GenerationOpener;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Measures a live index as its callers meet it: how long after a change is acknowledged do
/// searches see it, for a saved file and for a branch switch? Ledger, index and following are the
/// product's own, in a folder of their own; the model is the caller's, with its cache. One run.
public final class FollowBenchmark {
  private static final String REPOSITORY = "benchmark";
  private static final int CHANGES_AT_ONCE = 1_000;
  private static final int WARM_UP_COUNT = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  private final FollowConfig config;
  private final CountingEmbedder embedder;
  private final Consumer<String> progress;
  private final MadeUpSource sources = new MadeUpSource();
  private long version;

  /// @param embedder stays the caller's
  /// @param progress told one line at each step
  public FollowBenchmark(FollowConfig config, Embedder embedder, Consumer<String> progress) {
    this.config = config;
    this.embedder = new CountingEmbedder(embedder);
    this.progress = progress;
  }

  /// @throws IOException if the folder cannot be made
  public FollowReport run() throws IOException {
    Files.createDirectories(config.folder());
    try (ChangeLedger ledger =
            SqliteChangeLedger.open(config.folder().resolve("ledger.db"), LedgerConfig.DEFAULT);
        IndexWorkers workers = IndexWorkers.start(config.processorCount());
        MethodStore store =
            LuceneMethodStore.open(
                config.folder().resolve("index"),
                GenerationOpener.rules(embedder),
                StoreConfig.DEFAULT);
        LiveIndex live = live(ledger, workers, store)) {
      live.start();
      var _ = live.createRepository(REPOSITORY, Optional.empty());
      return measure(live);
    }
  }

  private LiveIndex live(ChangeLedger ledger, IndexWorkers workers, MethodStore store) {
    IndexStages stages =
        new IndexStages(ledger, new MethodExtractor(), new PassageWriter(), embedder, store);
    return new LiveIndex(
        new IndexRun(stages, workers, IndexRunConfig.DEFAULT),
        ledger,
        store.committed(),
        SourceRules.DEFAULT);
  }

  private FollowReport measure(LiveIndex live) {
    progress.accept("saving files of which one method changed");
    Saves oneChanged = saves(live, 1);
    progress.accept("saving files whose methods are all new");
    Saves allNew = saves(live, config.methodsPerFile());
    List<String> main = branch("Main");
    List<String> feature = branch("Feature");
    progress.accept("filling the first branch");
    Switch _ = switchTo(live, main);
    progress.accept("switching to another branch");
    Switch there = switchTo(live, feature);
    progress.accept("switching back");
    Switch back = switchTo(live, main);
    progress.accept("switching once more");
    Switch again = switchTo(live, feature);
    return new FollowReport(oneChanged, allNew, there, back, again);
  }

  private Saves saves(LiveIndex live, int changedMethodCount) {
    List<String> methods = new ArrayList<>(sources.methods(config.methodsPerFile()));
    double[] millis = new double[config.saveCount()];
    for (int save = -WARM_UP_COUNT; save < config.saveCount(); save++) {
      for (int i = 0; i < changedMethodCount; i++) {
        methods.set(i, sources.method());
      }
      FileChange change = put("Saved.java", sources.file("Saved", methods));
      SequenceNumber sequence = live.accept(List.of(change)).getFirst().sequence();
      long acknowledged = System.nanoTime();
      awaitVisible(live, sequence);
      if (save >= 0) {
        millis[save] = (System.nanoTime() - acknowledged) / 1e6;
      }
    }
    Arrays.sort(millis);
    return new Saves(
        millis.length, percentile(millis, 50), percentile(millis, 90), percentile(millis, 99));
  }

  private static double percentile(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private List<String> branch(String name) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < config.switchedFileCount(); i++) {
      files.add(sources.file(name + i, sources.methods(config.methodsPerSwitchedFile())));
    }
    return files;
  }

  private Switch switchTo(LiveIndex live, List<String> files) {
    long embeddedBefore = embedder.embeddedCount();
    long start = System.nanoTime();
    SequenceNumber last = SequenceNumber.NONE;
    for (int begin = 0; begin < files.size(); begin += CHANGES_AT_ONCE) {
      List<FileChange> changes = new ArrayList<>();
      for (int i = begin; i < Math.min(files.size(), begin + CHANGES_AT_ONCE); i++) {
        changes.add(put("branch/File" + i + ".java", files.get(i)));
      }
      last = live.accept(changes).getLast().sequence();
    }
    awaitVisible(live, last);
    return new Switch(
        files.size(),
        files.size() * config.methodsPerSwitchedFile(),
        (System.nanoTime() - start) / 1e9,
        embedder.embeddedCount() - embeddedBefore);
  }

  private FileChange put(String path, String text) {
    version++;
    return new FileChange.Put(
        new FileKey(REPOSITORY, path),
        OptionalLong.of(version),
        Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void awaitVisible(LiveIndex live, SequenceNumber sequence) {
    if (!live.awaitVisible(sequence, Deadline.after(PATIENCE))) {
      throw new IllegalStateException(
          "Not visible after %s: %s".formatted(PATIENCE, live.trouble().orElse("no trouble told")));
    }
  }
}
