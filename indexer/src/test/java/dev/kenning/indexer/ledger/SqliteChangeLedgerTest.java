package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteChangeLedgerTest {
  private static final FileKey A = new FileKey("shop", "src/A.java");
  private static final FileKey B = new FileKey("shop", "src/B.java");

  @TempDir Path folder;
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqliteChangeLedger.open(file(), LedgerConfig.DEFAULT);
    ledger.createRepository("shop", Optional.empty());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void eachAcceptedChangeStandsAfterTheOneBefore() {
    Receipt first = accept(put(A, "a"));
    Receipt second = accept(put(B, "b"));

    assertThat(first).isInstanceOf(Receipt.Accepted.class);
    assertThat(second.sequence()).isGreaterThan(first.sequence());
    assertThat(ledger.head()).isEqualTo(second.sequence());
  }

  @Test
  void secondDeliveryOfTheSameChangeIsRepeated() {
    Receipt first = accept(put(A, 7, "a"));

    assertThat(accept(put(A, 7, "a"))).isEqualTo(new Receipt.Repeated(first.sequence()));
    assertThat(ledger.head()).isEqualTo(first.sequence());
  }

  @Test
  void unnumberedContentThatIsHeldAlreadyIsRepeated() {
    Receipt first = accept(put(A, "a"));

    assertThat(accept(put(A, "a"))).isEqualTo(new Receipt.Repeated(first.sequence()));
    assertThat(accept(put(A, "b"))).isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  void anOlderVersionIsSupersededAndTellsTheWinner() {
    Receipt winner = accept(put(A, 7, "new"));

    assertThat(accept(put(A, 6, "old"))).isEqualTo(new Receipt.Superseded(winner.sequence()));
    assertThat(text(A)).isEqualTo("new");
  }

  @Test
  void theSameVersionWithOtherContentConflicts() {
    Receipt winner = accept(put(A, 7, "one"));

    assertThat(accept(put(A, 7, "other"))).isEqualTo(new Receipt.Conflicting(winner.sequence()));
    assertThat(text(A)).isEqualTo("one");
  }

  @Test
  void aTombstoneKeepsALateOlderPutOut() {
    accept(put(A, 1, "a"));
    Receipt tombstone = accept(delete(A, 5));

    assertThat(accept(put(A, 4, "late"))).isEqualTo(new Receipt.Superseded(tombstone.sequence()));
    assertThat(accept(delete(A, 5))).isEqualTo(new Receipt.Repeated(tombstone.sequence()));
    assertThat(ledger.files("shop")).isEmpty();
    assertThat(ledger.latest(A).orElseThrow().content()).isEmpty();
  }

  @Test
  void aDeleteThatComesBeforeItsPutLeavesATombstone() {
    Receipt tombstone = accept(delete(A, 5));

    assertThat(tombstone).isInstanceOf(Receipt.Accepted.class);
    assertThat(accept(put(A, 4, "late"))).isEqualTo(new Receipt.Superseded(tombstone.sequence()));
  }

  @Test
  void anyOrderOfTheSameVersionedChangesEndsInTheSameState() {
    List<FileChange> history = new ArrayList<>();
    for (int version = 1; version <= 12; version++) {
      FileKey file = version % 2 == 0 ? A : B;
      history.add(version % 5 == 0 ? delete(file, version) : put(file, version, "v" + version));
    }
    for (int seed = 0; seed < 20; seed++) {
      String repository = "shuffled-" + seed;
      ledger.createRepository(repository, Optional.empty());
      List<FileChange> shuffled = new ArrayList<>(history);
      shuffled.addAll(history); // and everything twice
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.forEach(change -> ledger.accept(List.of(moved(change, repository))));

      assertThat(text(new FileKey(repository, A.path()))).as("seed %s", seed).isEqualTo("v12");
      assertThat(text(new FileKey(repository, B.path()))).as("seed %s", seed).isEqualTo("v11");
    }
  }

  @Test
  void eachChangeComesWithWhatItsFileHasComeToSince() {
    Receipt a1 = accept(put(A, "a1"));
    Receipt b1 = accept(put(B, "b1"));
    Receipt a2 = accept(put(A, "a2"));

    assertThat(ledger.changesAfter(SequenceNumber.NONE, 10))
        .extracting(PendingChange::sequence, change -> change.latest().sequence())
        .containsExactly(
            tuple(a1.sequence(), a2.sequence()),
            tuple(b1.sequence(), b1.sequence()),
            tuple(a2.sequence(), a2.sequence()));
    assertThat(ledger.changesAfter(a1.sequence(), 1))
        .extracting(PendingChange::sequence)
        .containsExactly(b1.sequence());
    assertThat(ledger.pendingAfter(SequenceNumber.NONE)).isEqualTo(new PendingChanges(2, 4));
    assertThat(ledger.pendingAfter(ledger.head())).isEqualTo(new PendingChanges(0, 0));
  }

  @Test
  void aBatchWithAnUnknownRepositoryIsRefusedWhole() {
    FileKey stranger = new FileKey("nowhere", "X.java");

    assertThatExceptionOfType(UnknownRepositoryException.class)
        .isThrownBy(() -> ledger.accept(List.of(put(A, "a"), put(stranger, "x"))))
        .withMessageContaining("nowhere");
    assertThat(ledger.files("shop")).isEmpty();
    assertThat(ledger.head()).isEqualTo(SequenceNumber.NONE);
  }

  @Test
  void whatWasAcknowledgedIsThereAfterACrash() throws IOException {
    Receipt receipt = accept(put(A, "a"));
    ledger.recordStamps("shop", Map.of(A.path(), new FileStamp(1, 2)));
    Path crashed = Files.createDirectory(folder.resolve("crashed"));
    for (String part : List.of("ledger.db", "ledger.db-wal")) { // as a killed process leaves them
      Files.copy(folder.resolve(part), crashed.resolve(part));
    }

    try (ChangeLedger again =
        SqliteChangeLedger.open(crashed.resolve("ledger.db"), LedgerConfig.DEFAULT)) {
      assertThat(again.head()).isEqualTo(receipt.sequence());
      assertThat(again.latest(A).orElseThrow().content()).contains(content("a").hash());
      assertThat(again.content(content("a").hash())).isEqualTo(content("a"));
      assertThat(again.stamps("shop")).containsEntry(A.path(), new FileStamp(1, 2));
    }
  }

  @Test
  void aFullLedgerSaysSoAndTakesNothing() {
    ledger.close();
    ledger =
        SqliteChangeLedger.open(
            file(), new LedgerConfig(Duration.ofSeconds(1), 1 << 20, 200 * 1024));
    accept(put(A, "small"));
    SequenceNumber before = ledger.head();

    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> ledger.accept(List.of(put(B, "b"), put(A, noise(400_000)))))
        .withMessageContaining("full");
    assertThat(ledger.head()).isEqualTo(before);
    assertThat(ledger.latest(B)).isEmpty();
    assertThat(text(A)).isEqualTo("small");
    assertThat(accept(put(B, "b"))).isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  void aFileThatIsNoDatabaseIsCorrupt() throws IOException {
    Path other = folder.resolve("other.db");
    Files.writeString(other, "These are not the bytes you are looking for. ".repeat(200));

    assertThatExceptionOfType(LedgerCorruptException.class)
        .isThrownBy(() -> SqliteChangeLedger.open(other, LedgerConfig.DEFAULT))
        .withMessageContaining("other.db");
  }

  @Test
  void aDatabaseOfSomebodyElseIsNotTouched() throws SQLException {
    Path other = folder.resolve("other.db");
    raw(other, "CREATE TABLE theirs(x)");

    assertThatExceptionOfType(LedgerCorruptException.class)
        .isThrownBy(() -> SqliteChangeLedger.open(other, LedgerConfig.DEFAULT))
        .withMessageContaining("not a ledger");
  }

  @Test
  void aLedgerOfANewerFormatIsRefused() throws SQLException {
    ledger.close();
    raw(file(), "PRAGMA user_version = 99");

    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> SqliteChangeLedger.open(file(), LedgerConfig.DEFAULT))
        .withMessageContaining("99");
    raw(file(), "PRAGMA user_version = 3");
    ledger = SqliteChangeLedger.open(file(), LedgerConfig.DEFAULT);
  }

  @Test
  void contentThatRottedIsFoundWhenItIsRead() throws SQLException {
    accept(put(A, "some words to keep"));
    raw(file(), "UPDATE contents SET frame = zeroblob(length(frame))");

    assertThatExceptionOfType(LedgerCorruptException.class)
        .isThrownBy(() -> ledger.content(content("some words to keep").hash()));
  }

  @Test
  void aDeletedRepositoryLeavesNothingButItsDeletion() throws SQLException {
    accept(put(A, "secret words"));
    accept(put(B, "b"));
    SequenceNumber deletion = ledger.deleteRepository("shop");

    assertThat(ledger.repository("shop")).isEmpty();
    assertThat(ledger.changesAfter(SequenceNumber.NONE, 10)).isEmpty();
    assertThat(ledger.deletionsAfter(SequenceNumber.NONE))
        .containsExactly(new DeletedRepository("shop", deletion));
    assertThat(ledger.deletionsAfter(deletion)).isEmpty();
    assertThat(ledger.head()).isEqualTo(deletion);
    assertThatExceptionOfType(LedgerCorruptException.class)
        .isThrownBy(() -> ledger.content(content("secret words").hash()));
  }

  @Test
  void aNameMadeAgainIsAnotherIncarnation() {
    accept(put(A, 9, "before"));
    ledger.deleteRepository("shop");

    assertThat(ledger.createRepository("shop", Optional.empty()).incarnation()).isEqualTo(2);
    assertThat(accept(put(A, 1, "after"))).isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  void contentThatAnotherRepositoryHoldsStays() {
    ledger.createRepository("copy", Optional.empty());
    FileKey copy = new FileKey("copy", "A.java");
    accept(put(A, "shared"));
    accept(put(copy, "shared"));
    ledger.deleteRepository("shop");

    assertThat(text(copy)).isEqualTo("shared");
  }

  @Test
  void aNameIsTakenByOneRoot() {
    ledger.createRepository("lib", Optional.of("/src/lib"));

    assertThat(ledger.createRepository("lib", Optional.of("/src/lib")).root()).contains("/src/lib");
    assertThatExceptionOfType(RepositoryRootConflictException.class)
        .isThrownBy(() -> ledger.createRepository("lib", Optional.of("/other/lib")))
        .withMessageContaining("/src/lib");
  }

  @Test
  void aRepositoryThatFilesWereSentToIsNotFollowed() {
    accept(put(A, "a"));

    assertThatExceptionOfType(RepositoryRootConflictException.class)
        .isThrownBy(() -> ledger.createRepository("shop", Optional.of("/src/shop")));
  }

  @Test
  void aFileSetAsideIsNamedUntilItChanges() {
    Receipt receipt = accept(put(A, "broken"));
    ledger.setAside(A, receipt.sequence(), "parse", "no");

    assertThat(ledger.setAside())
        .containsExactly(new SetAsideFile(A, receipt.sequence(), "parse", 0, "no"));
    accept(put(A, "repaired"));
    assertThat(ledger.setAside()).isEmpty();
  }

  @Test
  void aFileThatPassesAfterAllIsNoLongerSetAside() {
    Receipt receipt = accept(put(A, "broken"));
    ledger.setAside(A, receipt.sequence(), "embed", "no");
    ledger.clearSetAside(A);

    assertThat(ledger.setAside()).isEmpty();
  }

  @Test
  void writersAtTheSameTimeEachGetTheirOwnPlace() throws Exception {
    int writers = 64;
    Set<Long> sequences = new TreeSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        FileKey file = new FileKey("shop", "F" + i + ".java");
        receipts.add(threads.submit(() -> accept(put(file, file.path()))));
      }
      for (Future<Receipt> receipt : receipts) {
        sequences.add(receipt.get().sequence().value());
      }
    }

    assertThat(sequences).hasSize(writers);
    assertThat(ledger.files("shop")).hasSize(writers);
    assertThat(ledger.head()).isEqualTo(new SequenceNumber(writers));
  }

  @Test
  void aReaderSeesWhatIsWrittenAndWritesNothing() {
    try (ChangeLedger reader = SqliteChangeLedger.openReadOnly(file(), LedgerConfig.DEFAULT)) {
      accept(put(A, "a"));

      assertThat(reader.files("shop")).containsOnlyKeys(A.path());
      assertThatExceptionOfType(LedgerUnavailableException.class)
          .isThrownBy(() -> reader.accept(List.of(put(B, "b"))));
    }
  }

  @Test
  void aLedgerThatIsNotThereCannotBeRead() {
    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(
            () -> SqliteChangeLedger.openReadOnly(folder.resolve("no.db"), LedgerConfig.DEFAULT));
  }

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private Receipt accept(FileChange change) {
    return ledger.accept(List.of(change)).getFirst();
  }

  private String text(FileKey file) {
    ContentHash hash = ledger.latest(file).orElseThrow().content().orElseThrow();
    return new String(ledger.content(hash).toBytes(), StandardCharsets.UTF_8);
  }

  private static FileChange put(FileKey file, String text) {
    return new FileChange.Put(file, OptionalLong.empty(), content(text));
  }

  private static FileChange put(FileKey file, long version, String text) {
    return new FileChange.Put(file, OptionalLong.of(version), content(text));
  }

  private static FileChange delete(FileKey file, long version) {
    return new FileChange.Delete(file, OptionalLong.of(version));
  }

  private static FileChange moved(FileChange change, String repository) {
    FileKey file = new FileKey(repository, change.file().path());
    return switch (change) {
      case FileChange.Put put -> new FileChange.Put(file, put.version(), put.content());
      case FileChange.Delete delete -> new FileChange.Delete(file, delete.version());
    };
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String noise(int length) {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  private static void raw(Path database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
