package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.Receipt;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.SyncJob.State;
import dev.kenning.indexer.source.SourceRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveIndexTest {
  @TempDir Path data;
  @TempDir Path tree;
  private final IndexWorkers workers = IndexWorkers.start(2);
  private final FaultyEmbedder embedder = new FaultyEmbedder();
  private final VolatileStore store = new VolatileStore();
  private ChangeLedger ledger;
  private LiveIndex live;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    IndexStages stages =
        new IndexStages(ledger, new MethodExtractor(), new PassageWriter(), embedder, store);
    live =
        new LiveIndex(
            new IndexRun(stages, workers, IndexRunConfig.DEFAULT),
            ledger,
            store.committed(),
            SourceRules.DEFAULT);
  }

  @AfterEach
  void close() {
    live.close();
    workers.close();
    ledger.close();
  }

  @Test
  void aPushedFileBecomesVisibleAfterItWasAccepted() {
    live.start();
    live.createRepository("pushed", Optional.empty());

    Receipt receipt = accept("A.java", 1, "class A { void first() {} }");

    assertThat(live.awaitVisible(receipt.sequence(), soon())).isTrue();
    assertThat(store.methods()).singleElement().asString().contains("first");
  }

  @Test
  void whatWasAcceptedBeforeTheStartIsAppliedAfterIt() {
    live.createRepository("pushed", Optional.empty());
    Receipt receipt = accept("A.java", 1, "class A { void first() {} }");

    live.start();

    assertThat(live.awaitVisible(receipt.sequence(), soon())).isTrue();
  }

  @Test
  void aSyncTakesWhatChangedOnDisk() throws IOException {
    live.start();
    live.createRepository("shop", Optional.of(tree.toString()));
    Files.writeString(tree.resolve("A.java"), "class A { void first() {} }");

    SyncJob done = awaitEnd(live.sync("shop"));

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.report().orElseThrow().taken().added()).isEqualTo(1);
    assertThat(store.methods()).hasSize(1);
    assertThat(live.visible()).isEqualTo(ledger.head());
  }

  @Test
  void aRepositoryThatWaitsAlreadyIsNotQueuedTwice() {
    live.createRepository("shop", Optional.of(tree.toString())); // not started: nothing runs yet

    assertThat(live.sync("shop").id()).isEqualTo(live.sync("shop").id());
    assertThat(live.jobs()).hasSize(1);
  }

  @Test
  void aSyncOfARootThatIsGoneFailsWithItsReason() throws IOException {
    live.start();
    Path gone = Files.createDirectory(tree.resolve("gone"));
    live.createRepository("shop", Optional.of(gone.toString()));
    Files.delete(gone);

    SyncJob failed = awaitEnd(live.sync("shop"));

    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.failure().orElseThrow()).contains("gone");
    assertThat(live.trouble()).isEmpty();
  }

  @Test
  void onlyAFollowedRepositoryCanBeSynced() {
    live.createRepository("pushed", Optional.empty());

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> live.sync("pushed"))
        .withMessageContaining("follows no root");
    assertThatExceptionOfType(UnknownRepositoryException.class)
        .isThrownBy(() -> live.sync("nothing"));
  }

  @Test
  void troubleIsToldAndEndsWhenTheNextChangeGoesThrough() {
    live.start();
    live.createRepository("pushed", Optional.empty());
    embedder.failOn(_ -> true);
    accept("A.java", 1, "class A { void first() {} }");
    Deadline deadline = soon();
    while (live.trouble().isEmpty() && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
    assertThat(live.trouble()).contains("Injected");

    embedder.failOn(_ -> false);
    Receipt receipt = accept("B.java", 1, "class B { void second() {} }");

    assertThat(live.awaitVisible(receipt.sequence(), soon())).isTrue();
    assertThat(store.methods()).hasSize(2);
  }

  @Test
  void aDeletedRepositoryDisappears() {
    live.start();
    live.createRepository("pushed", Optional.empty());
    Receipt receipt = accept("A.java", 1, "class A { void first() {} }");
    assertThat(live.awaitVisible(receipt.sequence(), soon())).isTrue();

    SequenceNumber deletion = live.deleteRepository("pushed");

    assertThat(live.awaitVisible(deletion, soon())).isTrue();
    assertThat(store.files()).isEmpty();
  }

  private Receipt accept(String path, long version, String text) {
    FileChange put =
        new FileChange.Put(
            new FileKey("pushed", path),
            OptionalLong.of(version),
            Content.of(text.getBytes(StandardCharsets.UTF_8)));
    return live.accept(List.of(put)).getFirst();
  }

  private SyncJob awaitEnd(SyncJob job) {
    Deadline deadline = soon();
    SyncJob now = job;
    while (!now.state().isFinal() && !deadline.hasPassed()) {
      Thread.onSpinWait();
      now = live.job(job.id()).orElseThrow();
    }
    return now;
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }
}
