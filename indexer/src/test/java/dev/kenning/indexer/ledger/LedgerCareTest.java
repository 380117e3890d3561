package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies, checks, compaction and erasure.
final class LedgerCareTest {
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

  // --- Copies ----------------------------------------------------------------------------------

  @Test
  void aCopyIsALedgerWithTheSameIdentityAndOrder() {
    put(A, 1, "a");
    SequenceNumber head = put(B, 1, "b");
    Path target = folder.resolve("copy.db");
    LedgerBackup backup = ledger.backupTo(target);
    put(A, 2, "after the copy");

    assertThat(backup.identity()).isEqualTo(ledger.identity());
    assertThat(backup.head()).isEqualTo(head);
    assertThat(target).hasSize(backup.sizeBytes());
    try (ChangeLedger copy = SqliteChangeLedger.open(target, LedgerConfig.DEFAULT)) {
      assertThat(copy.identity()).isEqualTo(ledger.identity());
      assertThat(copy.head()).isEqualTo(head);
      assertThat(text(copy, A)).isEqualTo("a");
      assertThat(findings(copy)).isEmpty();
    }
  }

  @Test
  void aCopyMadeWhileOthersWriteIsOneState() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> writer =
          threads.submit(() -> {
            long version = 0;
            while (!enough.get()) {
              version++;
              String both = "version " + version;
              ledger.accept(List.of(change(A, version, both), change(B, version, both)));
              begun.countDown();
            }
            return version;
          });
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      for (int i = 0; i < 5; i++) {
        Path target = folder.resolve("copy" + i + ".db");
        ledger.backupTo(target);
        try (ChangeLedger copy = SqliteChangeLedger.open(target, LedgerConfig.DEFAULT)) {
          assertThat(findings(copy)).isEmpty();
          assertThat(copy.latest(A).flatMap(LedgerEntry::content))
              .isEqualTo(copy.latest(B).flatMap(LedgerEntry::content));
        }
      }
      enough.set(true);
      assertThat(writer.get()).isPositive();
    }
  }

  @Test
  void aCopyThatCannotBeWrittenLeavesNothing() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "mine");

    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> ledger.backupTo(folder.resolve("nowhere/copy.db")))
        .withMessageContaining("nowhere");
    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> ledger.backupTo(occupied))
        .withMessageContaining("already");
    assertThat(occupied).hasContent("mine");
    assertThat(folder.resolve("occupied.part")).doesNotExist();
  }

  @Test
  void whatTheOriginalGaveOutAfterTheCopyMeansNothingToTheCopyOnceItIsTheTruth() {
    put(A, 1, "a");
    Path target = folder.resolve("copy.db");
    ledger.backupTo(target);
    LedgerIdentity original = ledger.identity();
    SequenceNumber lost = put(A, 2, "lost");
    try (ChangeLedger restored = SqliteChangeLedger.open(target, LedgerConfig.DEFAULT)) {
      LedgerIdentity renewed = restored.fork();
      SequenceNumber other = restored.accept(List.of(change(B, 1, "b"))).getFirst().sequence();

      assertThat(other).isEqualTo(lost); // the same number, another change
      assertThat(renewed).isNotEqualTo(original).isEqualTo(restored.identity());
      assertThat(restored.reaches(original, new SequenceNumber(1))).isTrue();
      assertThat(restored.reaches(original, lost)).isFalse();
      assertThat(restored.reaches(renewed, other)).isTrue();
      assertThat(restored.reaches(renewed, new SequenceNumber(3))).isFalse();
      assertThat(ledger.reaches(renewed, other)).isFalse();
    }
  }

  // --- Checks ----------------------------------------------------------------------------------

  @Test
  void aSoundLedgerHasNoFindings() {
    put(A, 1, "a");
    put(A, 2, "aa");
    put(B, 1, "b");
    delete(B, 2);
    ledger.createRepository("gone", Optional.empty());
    ledger.deleteRepository("gone");
    List<Long> heard = new ArrayList<>();
    LedgerCheck check = ledger.check((done, total) -> heard.add(total - done));

    assertThat(check.findings()).isEmpty();
    assertThat(check.isSound()).isTrue();
    assertThat(check.contentCount()).isEqualTo(3);
    assertThat(check.contentBytes()).isEqualTo(4);
    assertThat(check.changeCount()).isEqualTo(5);
    assertThat(heard).last().isEqualTo(0L);
  }

  @Test
  void aBitFlippedInContentIsFoundAndTheFileNamed() throws Exception {
    put(B, 1, "intact");
    byte[] noise = noise(1, 3_000);
    ledger.accept(List.of(new FileChange.Put(A, OptionalLong.of(1), Content.of(noise))));
    ledger.close();
    flip(noise, 1_500);
    open();
    LedgerCheck check = ledger.check(LedgerCheck.Listener.NONE);

    assertThat(check.findings())
        .singleElement()
        .isInstanceOfSatisfying(
            LedgerFinding.DamagedContent.class,
            finding -> {
              assertThat(finding.hash()).isEqualTo(ContentHash.of(noise));
              assertThat(finding.files()).containsExactly(A);
              assertThat(finding.where()).contains("src/A.java");
            });
    assertThat(text(ledger, B)).isEqualTo("intact");
    assertThatExceptionOfType(LedgerCorruptException.class)
        .isThrownBy(() -> ledger.content(ContentHash.of(noise)));
  }

  @Test
  void damageToTheDatabaseItselfIsFound() throws Exception {
    for (int i = 0; i < 200; i++) {
      put(new FileKey("shop", "F" + i + ".java"), 1, "text " + i);
    }
    ledger.close();
    long page = rawNumber("SELECT rootpage FROM sqlite_schema WHERE name = 'changes_by_content'");
    byte[] bytes = Files.readAllBytes(file());
    for (int i = 100; i < 160; i++) {
      bytes[(int) ((page - 1) * 4096) + i] ^= 0x55;
    }
    Files.write(file(), bytes);
    open();

    assertThat(findings(ledger)).hasAtLeastOneElementOfType(LedgerFinding.DamagedDatabase.class);
  }

  @Test
  void tablesThatDisagreeAreFound() throws Exception {
    put(A, 1, "a");
    put(B, 1, "b");
    raw("UPDATE files SET version = 9 WHERE path = 'src/A.java'");
    raw("DELETE FROM contents WHERE id = (SELECT content FROM changes WHERE path = 'src/B.java')");

    assertThat(findings(ledger))
        .extracting(LedgerFinding::where)
        .containsExactlyInAnyOrder("file shop/src/A.java at 1", "change 2 of shop/src/B.java");
  }

  // --- Compaction ------------------------------------------------------------------------------

  @Test
  void compactionKeepsTheLatestOfEverythingAndEveryPromise() {
    put(A, 1, "old");
    put(A, 2, "new");
    put(B, 1, "b");
    delete(B, 5);
    Submission keyed =
        new Submission(
            "shop",
            OptionalInt.empty(),
            List.of(Proposal.versioned(change(A, 3, "newest"))),
            Optional.of(new IdempotencyKey("k")));
    SubmissionOutcome answered = ledger.submit(keyed);
    LedgerIdentity identity = ledger.identity();
    CompactionReport report = ledger.compact(ledger.head());
    close();
    open();

    assertThat(report.changesDropped()).isEqualTo(3);
    assertThat(report.contentsDropped()).isEqualTo(3);
    assertThat(text(ledger, A)).isEqualTo("newest");
    assertThat(receipt(change(A, 2, "new"))).isInstanceOf(Receipt.Superseded.class);
    assertThat(receipt(change(B, 4, "late"))).isInstanceOf(Receipt.Superseded.class);
    assertThat(ledger.submit(keyed)).isEqualTo(answered);
    assertThat(ledger.identity()).isEqualTo(identity);
    assertThat(ledger.head()).isEqualTo(new SequenceNumber(5));
    assertThat(ledger.compactedThrough()).isEqualTo(new SequenceNumber(5));
    assertThat(findings(ledger)).isEmpty();
  }

  @Test
  void historyThatAViewHasYetToReflectStaysWhole() {
    put(A, 1, "1");
    SequenceNumber reflected = put(A, 2, "2");
    put(A, 3, "3");
    put(A, 4, "4");
    ledger.compact(reflected);

    assertThat(ledger.changesAfter(SequenceNumber.NONE, 10))
        .extracting(change -> change.sequence().value())
        .containsExactly(2L, 3L, 4L);
  }

  @Test
  void contentThatCameBackStays() {
    put(A, 1, "back again");
    put(A, 2, "between");
    put(A, 3, "back again");
    CompactionReport report = ledger.compact(ledger.head());

    assertThat(report.contentsDropped()).isEqualTo(1);
    assertThat(text(ledger, A)).isEqualTo("back again");
  }

  @Test
  void theSpaceOfSupersededVersionsIsGivenBack() {
    for (int version = 1; version <= 100; version++) {
      ledger.accept(
          List.of(
              new FileChange.Put(A, OptionalLong.of(version), Content.of(noise(version, 20_000)))));
    }
    CompactionReport report = ledger.compact(ledger.head());

    assertThat(report.bytesBefore()).isGreaterThan(2_000_000);
    assertThat(report.bytesAfter()).isLessThan(250_000);
    assertThat(ledger.compact(ledger.head()).changesDropped()).isZero();
  }

  @Test
  void aViewFromAnywhereEndsInTheSameStateAfterCompaction() {
    Random random = new Random(11);
    List<FollowingView> views = new ArrayList<>();
    SequenceNumber reflected = SequenceNumber.NONE;
    for (int step = 0; step < 300; step++) {
      FileKey file = new FileKey("r" + random.nextInt(3), "F" + random.nextInt(6) + ".java");
      ledger.createRepository(file.repository(), Optional.empty());
      switch (random.nextInt(20)) {
        case 0 -> ledger.deleteRepository(file.repository());
        case 1 -> views.add(new FollowingView(ledger).follow());
        case 2 -> reflected = ledger.head();
        case 3 -> ledger.compact(reflected);
        case 4, 5 -> delete(file, step);
        default -> put(file, step, "content " + step);
      }
    }
    ledger.compact(ledger.head());
    FollowingView fresh = new FollowingView(ledger).follow();

    assertThat(views).hasSizeGreaterThan(5);
    assertThat(views)
        .allSatisfy(view -> assertThat(view.follow().files()).isEqualTo(fresh.files()));
    assertThat(findings(ledger)).isEmpty();
  }

  @Test
  void compactionWorksBesideWritersAndReaders() throws Exception {
    int writers = 4;
    int rounds = 60;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        FileKey file = new FileKey("shop", "W" + writer + ".java");
        writing.add(
            threads.submit(() -> {
              for (int version = 1; version <= rounds; version++) {
                put(file, version, file.path() + version);
                assertThat(text(ledger, file)).isEqualTo(file.path() + version);
              }
            }));
      }
      while (!writing.stream().allMatch(Future::isDone)) {
        ledger.compact(ledger.head());
      }
      for (Future<?> one : writing) {
        one.get();
      }
    }
    ledger.compact(ledger.head());

    assertThat(ledger.files("shop")).hasSize(writers);
    assertThat(ledger.changesAfter(SequenceNumber.NONE, 100)).hasSize(writers);
    assertThat(findings(ledger)).isEmpty();
  }

  // --- Erasure ---------------------------------------------------------------------------------

  @Test
  void nothingOfADeletedRepositoryIsLeftInTheFiles() throws IOException {
    String marker = "Xyzzy7Plugh";
    ledger.createRepository("secret", Optional.empty());
    FileKey hidden = new FileKey("secret", "dir/" + marker + ".java");
    for (int i = 1; i <= 40; i++) { // in versions, so that some are superseded
      put(hidden, i, marker + " " + i);
      put(new FileKey("shop", "S" + i + ".java"), 1, "stays " + i);
    }
    put(new FileKey("secret", "Other.java"), 1, marker.repeat(3_000) + new Random(3).nextLong());
    assertThat(occurrences(marker)).isPositive();

    ledger.deleteRepository("secret");

    assertThat(ledger.erase()).isEqualTo(new ErasureReport(0, true));
    assertThat(occurrences(marker)).isZero();
    assertThat(ledger.files("shop")).hasSize(40);
    assertThat(findings(ledger)).isEmpty();
    close();
    assertThat(occurrences(marker)).isZero();
    open();
  }

  @Test
  void anErasureThatAReaderHoldsUpIsCompletedLater() throws Exception {
    ledger.createRepository("secret", Optional.empty());
    put(new FileKey("secret", "X.java"), 1, "Xyzzy7Plugh");
    try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM changes").close();
      ledger.deleteRepository("secret");

      assertThat(ledger.erase().complete()).isFalse();
      statement.execute("ROLLBACK");
    }
    assertThat(ledger.erase().complete()).isTrue();
    assertThat(occurrences("Xyzzy7Plugh")).isZero();
  }

  @Test
  void anErasureThatWasLeftIsCompletedWhenTheLedgerIsOpened() throws Exception {
    ledger.createRepository("secret", Optional.empty());
    put(new FileKey("secret", "X.java"), 1, "Xyzzy7Plugh");
    try (Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM changes").close();
      ledger.deleteRepository("secret");
      statement.execute("ROLLBACK");
    }
    String pending = "SELECT count(*) FROM marks WHERE name = 'erasure_pending'";
    assertThat(rawNumber(pending)).isEqualTo(1);
    close();
    open();

    assertThat(rawNumber(pending)).isZero();
    assertThat(occurrences("Xyzzy7Plugh")).isZero();
  }

  // --- Helpers ---------------------------------------------------------------------------------

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private List<LedgerFinding> findings(ChangeLedger checked) {
    return checked.check(LedgerCheck.Listener.NONE).findings();
  }

  private SequenceNumber put(FileKey file, long version, String text) {
    return receipt(change(file, version, text)).sequence();
  }

  private Receipt receipt(FileChange change) {
    return ledger.accept(List.of(change)).getFirst();
  }

  private void delete(FileKey file, long version) {
    ledger.accept(List.of(new FileChange.Delete(file, OptionalLong.of(version))));
  }

  private static FileChange change(FileKey file, long version, String text) {
    return new FileChange.Put(
        file, OptionalLong.of(version), Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(ChangeLedger ledger, FileKey file) {
    ContentHash hash = ledger.latest(file).orElseThrow().content().orElseThrow();
    return new String(ledger.content(hash).toBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Flips a bit of `content` where it lies in the database.
  private void flip(byte[] content, int at) throws IOException {
    byte[] database = Files.readAllBytes(file());
    int place = indexOf(database, content, at, 64);
    assertThat(place).isPositive();
    database[place] ^= 1;
    Files.write(file(), database);
  }

  private static int indexOf(byte[] all, byte[] content, int from, int length) {
    for (int i = 0; i + length <= all.length; i++) {
      if (Arrays.equals(all, i, i + length, content, from, from + length)) {
        return i;
      }
    }
    return -1;
  }

  private int occurrences(String marker) throws IOException {
    int count = 0;
    try (var files = Files.list(folder)) {
      for (Path one : files.toList()) {
        String text = new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
          count++;
        }
      }
    }
    return count;
  }

  private void raw(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long rawNumber(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }
}
