package dev.kenning.indexer.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Embedder;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.generation.StoreFinding.Kind;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.run.IndexProgress;
import dev.kenning.indexer.run.IndexRun;
import dev.kenning.indexer.run.IndexRunConfig;
import dev.kenning.indexer.run.IndexStages;
import dev.kenning.indexer.run.IndexWorkers;
import dev.kenning.indexer.store.MethodStore;
import dev.kenning.indexer.store.StoreAudit;
import dev.kenning.indexer.store.lucene.LuceneMethodStore;
import dev.kenning.indexer.store.lucene.StoreConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreCheckTest {
  private static final FileKey CART = new FileKey("shop", "Cart.java");
  private static final FileKey ORDER = new FileKey("shop", "Order.java");

  @TempDir Path data;
  private final Embedder embedder = new HashingEmbedder();
  private final IndexWorkers workers = IndexWorkers.start(1);
  private ChangeLedger ledger;

  @BeforeEach
  void fill() {
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.empty());
    put(CART, 1, "class Cart { void add() { one(); } void clear() { all(); } }");
    put(ORDER, 1, "class Order { void pay() { money(); } }");
    put(new FileKey("shop", "package-info.java"), 1, "package shop;");
    put(new FileKey("shop", "Broken.java"), 1, "\\0not Java at all {{{{");
    catchUp();
  }

  @AfterEach
  void close() {
    workers.close();
    ledger.close();
  }

  @Test
  void indexThatFollowsItsLedgerIsSound() {
    StoreCheckReport report = check();

    assertThat(report.findings()).isEmpty();
    assertThat(report.isSound()).isTrue();
    assertThat(report.fileCount()).isEqualTo(4);
    assertThat(report.methodCount()).isEqualTo(3);
    assertThat(report.methodsCompared()).isTrue();
    assertThat(report.sequence()).isEqualTo(ledger.head());
  }

  @Test
  void whatChangedAfterTheCommitIsNotJudged() {
    put(CART, 2, "class Cart { }");
    put(new FileKey("shop", "New.java"), 1, "class New { void fresh() { air(); } }");
    ledger.accept(List.of(new FileChange.Delete(ORDER, OptionalLong.of(2))));

    StoreCheckReport report = check();

    assertThat(report.findings()).isEmpty();
    assertThat(report.pendingCount()).isEqualTo(2);
  }

  @Test
  void fileThatTheIndexLostIsNamed() {
    tamper(store -> store.removeFile(ORDER));

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Kind.FILE_MISSING);
          assertThat(finding.file()).contains(ORDER);
        });
  }

  @Test
  void fileThatTheLedgerDoesNotHaveIsNamed() {
    ledger.accept(List.of(new FileChange.Delete(ORDER, OptionalLong.of(2))));
    tamper(_ -> {}); // claims the deletion, and does nothing about it

    assertThat(check().findings()).extracting(StoreFinding::kind).containsExactly(Kind.FILE_EXTRA);
  }

  @Test
  void contentFromBeforeTheLastChangeIsNamed() {
    put(CART, 2, "class Cart { void add() { one(); } }");
    tamper(_ -> {});

    assertThat(check().findings())
        .extracting(StoreFinding::kind)
        .containsExactly(Kind.CONTENT_OUTDATED);
  }

  @Test
  void methodsThatAreNotThoseOfTheFileAreNamed() {
    String hash = ledger.latest(CART).orElseThrow().content().orElseThrow().hex();
    tamper(store -> store.replaceFile(CART, hash, List.of()));
    assertThat(check().findings())
        .extracting(StoreFinding::kind)
        .containsExactly(Kind.FILE_MISSING);
  }

  @Test
  void bitFlippedInAnyFileOfTheIndexIsFound() throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder())) {
      files = listed.filter(file -> file.getFileName().toString().matches("_.*")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      byte[] whole = Files.readAllBytes(file);
      byte[] bytes = whole.clone();
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThat(problemsOf(file)).as("flipped in %s", file.getFileName()).isNotEmpty();
      Files.write(file, whole);
    }
    assertThat(check().isSound()).isTrue();
  }

  private List<String> problemsOf(Path file) {
    try {
      return check().findings().stream().map(StoreFinding::detail).toList();
    } catch (dev.kenning.indexer.store.StoreCorruptException e) {
      return List.of(String.valueOf(e.getMessage()), file.toString());
    }
  }

  private StoreCheckReport check() {
    try (StoreAudit audit = LuceneMethodStore.audit(folder())) {
      return new StoreCheck(ledger, new MethodExtractor()).check(audit, (_, _) -> {});
    }
  }

  private void tamper(Consumer<MethodStore> tampering) {
    try (MethodStore store = open()) {
      tampering.accept(store);
      store.refresh(ledger.head());
      store.commit(ledger.head());
    }
  }

  private void catchUp() {
    try (MethodStore store = open()) {
      IndexStages stages =
          new IndexStages(ledger, new MethodExtractor(), new PassageWriter(), embedder, store);
      SequenceNumber visible =
          new IndexRun(stages, workers, IndexRunConfig.DEFAULT)
              .catchUp(IndexProgress.Listener.NONE)
              .visible();
      assertThat(visible).isEqualTo(ledger.head());
    }
  }

  private MethodStore open() {
    IndexFingerprint rules =
        new IndexFingerprint(
            embedder.model(),
            embedder.dimensionCount(),
            MethodExtractor.RULES_VERSION,
            new PassageWriter().rulesVersion(),
            LuceneMethodStore.SCHEMA_VERSION);
    return LuceneMethodStore.open(folder(), rules, StoreConfig.DEFAULT);
  }

  private Path folder() {
    return data.resolve("generation");
  }

  private void put(FileKey file, long version, String text) {
    Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
    ledger.accept(List.of(new FileChange.Put(file, OptionalLong.of(version), content)));
  }
}
