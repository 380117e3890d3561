package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.EmbedderUnavailableException;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.SetAsideFile;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.ParseLimits;
import dev.kenning.indexer.passage.PassageWriter;
import dev.kenning.indexer.source.Discovery;
import dev.kenning.indexer.source.Discovery.Skipped;
import dev.kenning.indexer.source.SkipReason;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IndexRunTest {
  private static final IndexRunConfig SMALL_WINDOWS =
      new IndexRunConfig(4, 2, Duration.ofHours(1), Duration.ofHours(1));
  private static final IndexRunConfig EAGER_COMMITS =
      new IndexRunConfig(4, 2, Duration.ZERO, Duration.ZERO);

  @TempDir Path data;
  @TempDir Path tree;
  private final IndexWorkers workers = IndexWorkers.start(2);
  private final FaultyEmbedder embedder = new FaultyEmbedder();
  private final VolatileStore store = new VolatileStore();
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.of(tree.toString()));
  }

  @AfterEach
  void close() {
    workers.close();
    ledger.close();
  }

  @Test
  void everyMethodOfATreeEndsInTheStore() throws IOException {
    writeClass("Cart", "addItem", "removeItem");
    writeClass("Order", "pay");

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(store.methods()).hasSize(3);
    assertThat(report.taken().added()).isEqualTo(2);
    assertThat(report.applied().methodCount()).isEqualTo(3);
    assertThat(report.applied().embeddedCount()).isEqualTo(3);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.visible()).isEqualTo(ledger.head()).isEqualTo(store.committed());
    assertThat(store.refreshed()).isEqualTo(ledger.head());
    assertThat(report.stageTimes())
        .extracting(StageTime::stage)
        .containsExactly("parse", "embed", "store");
  }

  @Test
  void anUnchangedTreeIsNeitherParsedNorEmbeddedNorCommitted() throws IOException {
    writeClass("Cart", "addItem");
    index(SMALL_WINDOWS);
    int embedded = embedder.embeddedCount();
    int replaced = store.replacedCount();
    int commits = store.commitCount();

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.taken().isUnchanged()).isTrue();
    assertThat(report.taken().unchanged()).isEqualTo(1);
    assertThat(embedder.embeddedCount()).isEqualTo(embedded);
    assertThat(store.replacedCount()).isEqualTo(replaced);
    assertThat(store.commitCount()).isEqualTo(commits);
  }

  @Test
  void onlyTheChangedFileIsReplaced() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Order", "pay");
    index(SMALL_WINDOWS);
    int replaced = store.replacedCount();
    writeClass("Cart", "addItem", "clear");

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.taken().changed()).isEqualTo(1);
    assertThat(store.replacedCount()).isEqualTo(replaced + 1);
    assertThat(store.methods()).hasSize(3).anyMatch(method -> method.contains("clear"));
  }

  @Test
  void aFileThatWasOnlyTouchedIsReadAndNotIndexedAgain() throws IOException {
    writeClass("Cart", "addItem");
    index(SMALL_WINDOWS);
    Files.setLastModifiedTime(
        tree.resolve("Cart.java"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.taken().unchanged()).isEqualTo(1);
    assertThat(report.taken().byteCount()).isPositive();
    assertThat(report.applied().fileCount()).isZero();
  }

  @Test
  void aSettledFileIsNotEvenRead() throws IOException {
    writeClass("Cart", "addItem");
    Files.setLastModifiedTime(
        tree.resolve("Cart.java"), java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L));
    index(SMALL_WINDOWS);

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.taken().unchanged()).isEqualTo(1);
    assertThat(report.taken().byteCount()).isZero();
  }

  @Test
  void theMethodsOfARemovedFileGo() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Order", "pay");
    index(SMALL_WINDOWS);
    Files.delete(tree.resolve("Cart.java"));

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.taken().removed()).isEqualTo(1);
    assertThat(report.applied().removedFileCount()).isEqualTo(1);
    assertThat(store.files()).containsOnlyKeys("shop:Order.java");
  }

  @Test
  void whatCannotBeReadForNowStaysAsItWas() throws IOException {
    Files.createDirectory(tree.resolve("locked"));
    writeClass("locked/Cart", "addItem");
    writeClass("Order", "pay");
    writeClass("Gone", "leave");
    index(SMALL_WINDOWS);
    Files.delete(tree.resolve("Gone.java"));

    IndexReport report;
    try (SourceTree source = SourceTree.open(tree, SourceRules.DEFAULT)) {
      report =
          run(store, SMALL_WINDOWS)
              .index("shop", new LockedFolder(source, "locked/"), IndexProgress.Listener.NONE);
    }

    assertThat(report.taken().removed()).isEqualTo(1);
    assertThat(report.taken().problems()).singleElement().asString().contains("locked/");
    assertThat(store.files()).containsOnlyKeys("shop:Order.java", "shop:locked/Cart.java");
  }

  @Test
  void aLedgerThatIsFullStopsTheRunAndTheNextOneGoesOn() throws IOException {
    ledger.close();
    ledger =
        SqliteChangeLedger.open(
            data.resolve("ledger.db"),
            new LedgerConfig(Duration.ofSeconds(1), 1 << 20, 160 * 1024));
    for (int i = 0; i < 600; i++) { // more than one transaction's files
      writeClass("Class" + i, "alpha" + i);
    }

    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> index(SMALL_WINDOWS))
        .withMessageContaining("full");

    ledger.close();
    ledger = SqliteChangeLedger.open(data.resolve("ledger.db"), LedgerConfig.DEFAULT);
    index(IndexRunConfig.DEFAULT);
    assertThat(store.methods()).hasSize(600);
  }

  @Test
  void whatIsIgnoredFromNowOnGoesToo() throws IOException {
    writeClass("Cart", "addItem");
    index(SMALL_WINDOWS);
    Files.createDirectory(tree.resolve(".git"));
    Files.writeString(tree.resolve(".gitignore"), "Cart.java\n");

    index(SMALL_WINDOWS);

    assertThat(store.files()).isEmpty();
  }

  @Test
  void aFileThatCannotBeParsedIsSetAsideWithItsReasonAndTheRestGoesOn() throws IOException {
    writeClass("Cart", "addItem");
    Files.write(tree.resolve("Binary.java"), new byte[] {'c', 0, 1, 2, 0, 'x'});

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.applied().lost())
        .singleElement()
        .satisfies(lost -> {
          assertThat(lost.file().path()).isEqualTo("Binary.java");
          assertThat(lost.stage()).isEqualTo("read");
          assertThat(lost.reason()).contains("binary");
        });
    assertThat(report.isComplete()).isFalse();
    assertThat(store.methods()).hasSize(1);
    assertThat(ledger.setAside())
        .extracting(SetAsideFile::file)
        .containsExactly(new FileKey("shop", "Binary.java"));

    writeClass("Binary", "noLonger");
    index(SMALL_WINDOWS);
    assertThat(ledger.setAside()).isEmpty();
    assertThat(store.methods()).hasSize(2);
  }

  @Test
  void latin1FilesAreReadAndBigOnesSkippedByName() throws IOException {
    Files.write(
        tree.resolve("Latin.java"),
        "class Latin { void gr\u00fc\u00dfen() {} }".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(tree.resolve("Huge.java"), new byte[5 << 20]);

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(store.methods()).singleElement().asString().contains("gr\u00fc\u00dfen");
    assertThat(report.taken().skippedCounts()).containsEntry(SkipReason.TOO_LARGE, 1);
    assertThat(report.taken().problems())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.path()).isEqualTo("Huge.java"));
    assertThat(report.applied().problems()).isEqualTo(List.of());
    assertThat(report.applied().notes())
        .containsExactly(
            new Applied.FileNote(
                new FileKey("shop", "Latin.java"), "Not valid UTF-8; read as ISO 8859-1"));
  }

  @Test
  void howAFileWasReadIsANoteAndLeavesTheRunComplete() throws IOException {
    Files.write(
        tree.resolve("Latin.java"),
        "class Latin { void gr\u00fc\u00dfen() {} }".getBytes(StandardCharsets.ISO_8859_1));

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.applied().notes()).hasSize(1);
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void onlyTokensThatTheModelReadAreCounted() throws IOException {
    writeClass("Cart", "addItem");
    Files.copy(
        tree.resolve("Cart.java"), Files.createDirectory(tree.resolve("b")).resolve("Cart.java"));
    IndexReport one = index(SMALL_WINDOWS);
    assertThat(one.applied().embeddedCount()).isEqualTo(1);
    assertThat(one.applied().duplicateCount()).isEqualTo(1);

    writeClass("Order", "pay");
    IndexReport other = index(SMALL_WINDOWS);
    assertThat(one.applied().tokenCount())
        .isPositive()
        .isLessThan(2 * other.applied().tokenCount());
  }

  @Test
  void aFileWhosePassagesCannotBeEmbeddedIsSetAsideAlone() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Poison", "explode");
    writeClass("Order", "pay");
    embedder.failOn(text -> text.contains("explode"));

    IndexReport report = index(IndexRunConfig.DEFAULT);

    assertThat(store.methods()).hasSize(2);
    assertThat(report.applied().lost())
        .singleElement()
        .satisfies(lost -> assertThat(lost.stage()).isEqualTo("embed"));
    assertThat(ledger.setAside())
        .extracting(SetAsideFile::file)
        .containsExactly(new FileKey("shop", "Poison.java"));
  }

  @Test
  void aFileOnWhichTheModelHangsIsSetAsideAlone() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Poison", "explode");
    embedder.hangOn(text -> text.contains("explode"));

    IndexReport report = index(IndexRunConfig.DEFAULT.withEmbedTime(Duration.ofMillis(50)));

    assertThat(store.methods()).singleElement().asString().contains("addItem");
    assertThat(report.applied().lost())
        .singleElement()
        .satisfies(lost -> assertThat(lost.file().path()).isEqualTo("Poison.java"));
  }

  @Test
  void aFileOnWhichTheModelRunsOutOfMemoryIsSetAsideAlone() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Poison", "explode");
    embedder.runOutOfMemoryOn(text -> text.contains("explode"));

    IndexReport report = index(IndexRunConfig.DEFAULT);

    assertThat(store.methods()).singleElement().asString().contains("addItem");
    assertThat(report.applied().lost())
        .singleElement()
        .satisfies(lost -> assertThat(lost.reason()).contains("OutOfMemoryError"));
  }

  @Test
  void aFileThatTakesTheParserTooLongIsSetAsideAndTheRestGoesOn() throws IOException {
    writeClass("Cart", "addItem");
    // the parser's time doubles with each level
    Files.writeString(
        tree.resolve("Deep.java"),
        "class Deep { void m() { " + "f((a) -> {".repeat(16) + "g();" + "});".repeat(16) + "} }");
    MethodExtractor hasty =
        new MethodExtractor(new ParseLimits(Duration.ofMillis(100), 1 << 20, 2));
    IndexStages stages = new IndexStages(ledger, hasty, new PassageWriter(), embedder, store);

    try (SourceTree source = SourceTree.open(tree, SourceRules.DEFAULT)) {
      new IndexRun(stages, workers, SMALL_WINDOWS)
          .index("shop", source, IndexProgress.Listener.NONE);
    }

    assertThat(store.methods()).hasSize(1);
    assertThat(ledger.setAside())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.file().path()).isEqualTo("Deep.java");
          assertThat(file.stage()).isEqualTo("parse");
          assertThat(file.reason()).contains("longer than 100 ms");
        });
  }

  @Test
  void whatOlderRulesFailedOnIsTriedAgainAndWhatTheseRulesFailedOnIsNot() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Order", "pay");
    index(SMALL_WINDOWS);
    FileKey cart = new FileKey("shop", "Cart.java");
    FileKey order = new FileKey("shop", "Order.java");
    int older = MethodExtractor.RULES_VERSION - 1;
    setAside(cart, older);
    setAside(order, MethodExtractor.RULES_VERSION);
    int replaced = store.replacedCount();

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(store.replacedCount()).isEqualTo(replaced + 1);
    assertThat(ledger.setAside()).extracting(SetAsideFile::file).containsExactly(order);
    assertThat(report.visible()).isEqualTo(ledger.head());
  }

  private void setAside(FileKey file, int rulesVersion) {
    SequenceNumber sequence = ledger.latest(file).orElseThrow().sequence();
    ledger.setAside(file, sequence, "parse", rulesVersion, "It did not know this syntax");
  }

  @Test
  void anEmbedderThatIsDownBlamesNoFileAndTheNextRunGoesOn() throws IOException {
    writeClass("Cart", "addItem");
    embedder.failOn(_ -> true);

    assertThatExceptionOfType(EmbedderUnavailableException.class)
        .isThrownBy(() -> index(SMALL_WINDOWS));
    assertThat(ledger.setAside()).isEmpty();
    assertThat(store.committed()).isEqualTo(SequenceNumber.NONE);

    embedder.failOn(_ -> false);
    index(SMALL_WINDOWS);
    assertThat(store.methods()).hasSize(1);
  }

  @Test
  void aFileThatTheStoreRefusesIsSetAside() throws IOException {
    writeClass("Cart", "addItem");
    writeClass("Odd", "strange");
    store.beforeReplacing(file -> {
      if (file.path().equals("Odd.java")) {
        throw new IllegalArgumentException("a term is too long");
      }
    });

    IndexReport report = index(SMALL_WINDOWS);

    assertThat(report.applied().lost())
        .singleElement()
        .satisfies(lost -> assertThat(lost.stage()).isEqualTo("store"));
    assertThat(store.methods()).hasSize(1);
  }

  @Test
  void aCrashAtAnyReplacementResumesToTheIndexOfACleanBuild() throws IOException {
    int classes = 24;
    for (int i = 0; i < classes; i++) {
      writeClass("Class" + i, "alpha" + i, "beta" + i, "gamma" + i);
    }
    index(EAGER_COMMITS);
    var clean = store.files();

    for (int instant = 0; instant < classes; instant += 5) {
      VolatileStore crashing = new VolatileStore();
      AtomicInteger left = new AtomicInteger(instant);
      crashing.beforeReplacing(_ -> {
        if (left.getAndDecrement() == 0) {
          throw new StoreUnavailableException(
              "write", SequenceNumber.NONE, new IOException("No space left on device"));
        }
      });
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> run(crashing, EAGER_COMMITS).catchUp(IndexProgress.Listener.NONE));
      crashing.crash();
      SequenceNumber survived = crashing.committed();

      Applied resumed = run(crashing, EAGER_COMMITS).catchUp(IndexProgress.Listener.NONE);

      assertThat(crashing.files()).as("crash before replacement %s", instant).isEqualTo(clean);
      assertThat(crashing.committed()).isEqualTo(ledger.head());
      assertThat(resumed.fileCount()).isEqualTo(classes - (int) survived.value());
    }
  }

  @Test
  void deletingARepositoryTakesItsMethodsAndTheNameCanBeUsedAgain() throws IOException {
    writeClass("Cart", "addItem");
    index(SMALL_WINDOWS);
    ledger.deleteRepository("shop");
    ledger.createRepository("shop", Optional.of(tree.toString()));
    Files.delete(tree.resolve("Cart.java"));
    writeClass("Order", "pay");

    index(SMALL_WINDOWS);

    assertThat(store.files()).containsOnlyKeys("shop:Order.java");
  }

  @Test
  void aPushedFileIsAppliedByCatchingUp() {
    ledger.createRepository("pushed", Optional.empty());
    ledger.accept(List.of(put("pushed", "A.java", 1, "class A { void first() {} }")));
    ledger.accept(List.of(put("pushed", "A.java", 2, "class A { void second() {} }")));

    Applied applied = run(store, SMALL_WINDOWS).catchUp(IndexProgress.Listener.NONE);

    assertThat(applied.visible()).isEqualTo(ledger.head());
    assertThat(store.methods()).singleElement().asString().contains("second");
  }

  @Test
  void progressIsCountedInFilesAndBytesAndEndsComplete() throws IOException {
    for (int i = 0; i < 10; i++) {
      writeClass("Class" + i, "alpha" + i);
    }
    List<IndexProgress> seen = new ArrayList<>();

    run(store, SMALL_WINDOWS).index("shop", SourceTree.open(tree, SourceRules.DEFAULT), seen::add);

    IndexProgress last = seen.getLast();
    assertThat(last.phase()).isEqualTo(IndexProgress.Phase.DONE);
    assertThat(last.fileCount()).isEqualTo(10).isEqualTo(last.fileTotal());
    assertThat(last.byteCount()).isEqualTo(last.byteTotal()).isPositive();
    assertThat(last.remaining()).contains(Duration.ZERO);
  }

  /// A tree in which one folder cannot be read, also by those who may read everything.
  private record LockedFolder(SourceTree inner, String folder) implements SourceTree {
    @Override
    public Path root() {
      return inner.root();
    }

    @Override
    public String defaultName() {
      return inner.defaultName();
    }

    @Override
    public void walk(Consumer<Discovery> visitor) {
      visitor.accept(new Skipped(folder, SkipReason.UNREADABLE, "permission denied"));
      inner.walk(discovery -> {
        if (!discovery.path().startsWith(folder)) {
          visitor.accept(discovery);
        }
      });
    }

    @Override
    public void close() {}
  }

  private IndexReport index(IndexRunConfig config) {
    try (SourceTree source = SourceTree.open(tree, SourceRules.DEFAULT)) {
      return run(store, config).index("shop", source, IndexProgress.Listener.NONE);
    }
  }

  private IndexRun run(VolatileStore target, IndexRunConfig config) {
    return new IndexRun(
        new IndexStages(ledger, new MethodExtractor(), new PassageWriter(), embedder, target),
        workers,
        config);
  }

  private void writeClass(String name, String... methods) throws IOException {
    String simpleName = name.substring(name.lastIndexOf('/') + 1);
    StringBuilder text = new StringBuilder("class " + simpleName + " {\n");
    for (String method : methods) {
      text.append("  int ").append(method).append("() { return 1; }\n");
    }
    Files.writeString(tree.resolve(name + ".java"), text.append("}\n"));
  }

  private static FileChange put(String repository, String path, long version, String text) {
    return new FileChange.Put(
        new FileKey(repository, path),
        OptionalLong.of(version),
        Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
