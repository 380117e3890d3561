package dev.kenning.indexer.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.passage.Passage;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.run.LiveIndex;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.store.IndexedMethod;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.OlderIndex;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index that Lucene 9.12 wrote, in a process of its own with its own jar: it is opened,
/// answered from, written to, and replaced in the background by one of today's format.
final class OlderLuceneIT {
  private static final FileKey CART = new FileKey("shop", "Cart.java");
  private static final String CART_SOURCE =
      "class Cart { void addItem() { put(); } void removeItem() { take(); } }";

  @TempDir Path data;
  private final Embedder embedder = new HashingEmbedder();
  private DataDirectory directory;
  private GenerationFolders folders;
  private ChangeLedger ledger;
  private String older;

  @BeforeEach
  void writeWithTheOlderLucene() throws IOException, InterruptedException {
    directory = DataDirectory.open(data);
    folders = new GenerationFolders(directory);
    ledger = SqliteChangeLedger.open(directory.ledgerFile(), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.empty());
    put(CART, 1, CART_SOURCE);
    IndexFingerprint rules = GenerationOpener.rules(embedder);
    older = folders.freshName(rules);
    OlderIndex.write(
        folders.folder(older),
        rules,
        ledger.head(),
        ledger.latest(CART).orElseThrow().content().orElseThrow().hex(),
        methods());
    folders.publish(older);
  }

  private List<IndexedMethod> methods() {
    List<IndexedMethod> methods = new ArrayList<>();
    PassageWriter passages = new PassageWriter();
    for (MethodUnit unit : new MethodExtractor().extract(CART, CART_SOURCE).methods()) {
      Passage passage = passages.write(unit);
      methods.add(
          new IndexedMethod(
              unit,
              passage,
              embedder
                  .embedPassages(List.of(passage.text()), Deadline.never())
                  .getFirst()
                  .embedding()));
    }
    return methods;
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void itIsOpenedAndAnswersAsTodays() {
    assertThat(folders.published().orElseThrow().description().orElseThrow().olderFormat())
        .isTrue();
    try (SnapshotSource store =
            LuceneMethodStore.openReadOnly(folders.folder(older), StoreConfig.DEFAULT);
        StoreSnapshot snapshot = store.snapshot()) {
      assertThat(store.committed()).isEqualTo(ledger.head());
      assertAnswers(snapshot, "addItem");
      int ref = snapshot.matching("remove item", 1, new Filter.All(), soon()).getFirst().ref();
      assertThat(snapshot.fetch(ref).name()).isEqualTo("removeItem");
      assertThat(snapshot.fetch(ref).code()).contains("take()");
    }
    try (StoreAudit audit = LuceneMethodStore.audit(folders.folder(older))) {
      assertThat(
              new StoreCheck(ledger, new MethodExtractor()).check(audit, (_, _) -> {}).findings())
          .isEmpty();
    }
  }

  @Test
  void itFollowsTheLedgerWhileOneOfTodaysFormatIsBuiltThatThenAnswers() {
    GenerationOpener opener =
        new GenerationOpener(
            folders,
            ledger,
            new SharedModels(new TheModel()),
            new GenerationRoom(() -> Long.MAX_VALUE, () -> Long.MAX_VALUE),
            StoreConfig.DEFAULT,
            GoneMethods.read(directory.goneMethodsFile()));
    Beginning beginning =
        Beginning.of(
            folders, opener, ledger, new ModelChoice(embedder.model().name(), Optional.empty()));
    assertThat(beginning.followed().name()).isEqualTo(older);
    assertThat(beginning.toBuild()).isPresent();

    IndexWorkers workers = IndexWorkers.start(1);
    ServingSwitch serving = ServingSwitch.to(beginning.followed().unit());
    LiveIndex live =
        new LiveIndex(
            new IndexRun(beginning.followed().stages(), workers, IndexRunConfig.DEFAULT),
            ledger,
            beginning.followed().store().committed(),
            SourceRules.DEFAULT);
    try (LiveGenerations generations =
            new LiveGenerations(
                folders, opener, ledger, live, workers, serving, beginning.followed());
        LiveIndex _ = live) {
      live.start();
      SequenceNumber later =
          put(new FileKey("shop", "Order.java"), 1, "class Order { void payInvoice() { go(); } }");
      live.accept(List.of());
      assertThat(live.awaitVisible(later, soon())).isTrue();
      try (ServingLease unit = serving.lease();
          StoreSnapshot snapshot = unit.store().snapshot()) {
        assertThat(snapshot.generation()).isEqualTo(older);
        assertAnswers(snapshot, "payInvoice"); // written by today's Lucene beside the older's
        assertAnswers(snapshot, "addItem");
      }

      generations.build(beginning.toBuild().orElseThrow(), true);
      await(() -> generations.job().orElseThrow().state().isFinal());

      assertThat(generations.job().orElseThrow().failure()).isEmpty();
      try (ServingLease unit = serving.lease();
          StoreSnapshot snapshot = unit.store().snapshot()) {
        assertThat(snapshot.generation()).isEqualTo(older + "-2");
        assertAnswers(snapshot, "payInvoice");
        assertAnswers(snapshot, "addItem");
      }
      assertThat(folders.published().orElseThrow().description().orElseThrow().olderFormat())
          .isFalse();
    } finally {
      workers.close();
    }
  }

  private void assertAnswers(StoreSnapshot snapshot, String method) {
    int ref =
        snapshot
            .nearest(embedder.embedQuery(method, soon()).embedding(), 1, new Filter.All(), soon())
            .getFirst()
            .ref();
    assertThat(snapshot.fetch(ref).name()).isEqualTo(method);
  }

  private SequenceNumber put(FileKey file, long version, String text) {
    FileChange change =
        new FileChange.Put(
            file, OptionalLong.of(version), Content.of(text.getBytes(StandardCharsets.UTF_8)));
    return ledger.accept(List.of(change)).getFirst().sequence();
  }

  private static void await(BooleanSupplier condition) {
    Deadline deadline = soon();
    while (!condition.getAsBoolean() && !deadline.hasPassed()) {
      Thread.onSpinWait();
    }
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(60));
  }

  private static final class TheModel implements ModelSource {
    @Override
    public Embedder open(ModelChoice choice) {
      return new HashingEmbedder();
    }

    @Override
    public long weightsBytes(ModelChoice choice) {
      return 1;
    }
  }
}
