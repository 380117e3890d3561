package dev.kenning.indexer.store.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
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
import dev.kenning.indexer.store.StoreSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index that follows the ledger while its disk fills and is freed again: no restart, no loss.
final class RecoveryTest {
  @TempDir Path data;
  private final Embedder embedder = new HashingEmbedder();
  private final IndexWorkers workers = IndexWorkers.start(2);
  private FillingDirectory disk;
  private LuceneMethodStore store;
  private ChangeLedger ledger;
  private LiveIndex live;

  @BeforeEach
  void open() throws IOException {
    Path folder = data.resolve("generation");
    disk = new FillingDirectory(new MMapDirectory(folder));
    IndexFingerprint rules =
        new IndexFingerprint(embedder.model(), embedder.dimensionCount(), 1, 1, 1);
    store = LuceneMethodStore.open(new IndexDirectory(folder, disk), rules, StoreConfig.DEFAULT);
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    IndexStages stages =
        new IndexStages(ledger, new MethodExtractor(), new PassageWriter(), embedder, store);
    live =
        new LiveIndex(
            new IndexRun(stages, workers, IndexRunConfig.DEFAULT),
            ledger,
            store.committed(),
            SourceRules.DEFAULT);
    live.createRepository("shop", Optional.empty());
    live.start();
  }

  @AfterEach
  void close() {
    live.close();
    workers.close();
    store.close();
    ledger.close();
  }

  @Test
  void fullDiskIsOvercomeWithoutARestart() {
    assertThat(live.awaitVisible(put("First", 1), soon())).isTrue();
    disk.fill();
    SequenceNumber second = put("Second", 1);
    awaitTrouble();

    assertThat(live.trouble().orElseThrow()).contains("No space left");
    assertThat(methodCount()).isOne(); // searches go on with what was good
    SequenceNumber third = put("Third", 1); // and what is accepted meanwhile is durable

    disk.empty();

    assertThat(live.awaitVisible(second, soon())).isTrue();
    assertThat(live.awaitVisible(third, soon())).isTrue();
    assertThat(methodCount()).isEqualTo(3);
    Deadline deadline = soon();
    while (live.trouble().isPresent() && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    assertThat(live.trouble()).isEmpty();
    assertThat(store.committed()).isEqualTo(third);
  }

  private void awaitTrouble() {
    Deadline deadline = soon();
    while (live.trouble().isEmpty() && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
  }

  private long methodCount() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      return snapshot.methodCount();
    }
  }

  private SequenceNumber put(String type, long version) {
    String text = "class %s { void run() { go(); } }".formatted(type);
    FileChange change =
        new FileChange.Put(
            new FileKey("shop", type + ".java"),
            OptionalLong.of(version),
            Content.of(text.getBytes(StandardCharsets.UTF_8)));
    return live.accept(List.of(change)).getFirst().sequence();
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }
}
