package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opens one small stored ledger of each older format.
///
/// `ledger-v1.db`: `shop` (pushed: A.java in versions 1 and 3, B.java deleted at version 5), `lib`
/// (follows /src/lib: C.java, stamped and set aside), `gone` (deleted at sequence 6).
final class LedgerFormatsTest {
  private static final FileKey A = new FileKey("shop", "src/A.java");
  private static final FileKey B = new FileKey("shop", "src/B.java");
  private static final FileKey C = new FileKey("lib", "C.java");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void unpack() throws IOException {
    file = folder.resolve("ledger.db");
    try (InputStream sample = getClass().getResourceAsStream("/ledger/ledger-v1.db")) {
      Files.copy(sample, file);
    }
  }

  @Test
  void aLedgerOfTheFirstFormatIsBroughtUpToDateAndKeepsEverything() {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      assertThat(ledger.head()).isEqualTo(new SequenceNumber(7));
      assertThat(ledger.files("shop")).containsOnlyKeys(A.path());
      assertThat(text(ledger, A)).contains("two()");
      assertThat(ledger.latest(B).orElseThrow().content()).isEmpty();
      assertThat(ledger.stamps("lib")).containsEntry(C.path(), new FileStamp(10, 1_234_567_890));
      assertThat(ledger.repository("lib").orElseThrow().root()).contains("/src/lib");
      assertThat(ledger.deletionsAfter(SequenceNumber.NONE))
          .containsExactly(new DeletedRepository("gone", new SequenceNumber(6)));
      assertThat(ledger.createRepository("gone", Optional.empty()).incarnation()).isEqualTo(2);
      assertThat(ledger.check(LedgerCheck.Listener.NONE).findings()).isEmpty();
    }
  }

  @Test
  void whatItSetAsideIsTriedAgainWithTheNextRules() {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      assertThat(ledger.setAsideByOlderRules("parse", 1))
          .containsExactly(
              new SetAsideFile(C, new SequenceNumber(7), "parse", 0, "It ends too early"));
    }
  }

  @Test
  void changesWhoseTimeWasNotKeptCountAsOldAsCanBe() {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      assertThat(ledger.unseenAge(new SequenceNumber(3)).orElseThrow())
          .isGreaterThan(Duration.ofDays(365));
      assertThat(ledger.unseenAge(ledger.head())).isEmpty();
    }
  }

  @Test
  void itsHistoryCanBeCompacted() {
    try (ChangeLedger ledger = SqliteChangeLedger.open(file, LedgerConfig.DEFAULT)) {
      CompactionReport report = ledger.compact(ledger.head());

      assertThat(report.changesDropped()).isEqualTo(2); // A at version 1, B before it was deleted
      assertThat(report.contentsDropped()).isEqualTo(2);
      assertThat(text(ledger, A)).contains("two()");
      assertThat(put(ledger, B, 4)).isInstanceOf(Receipt.Superseded.class);
      assertThat(ledger.check(LedgerCheck.Listener.NONE).findings()).isEmpty();
    }
  }

  @Test
  void itIsOnlyReadOnceSomebodyHasBroughtItUpToDate() {
    assertThatExceptionOfType(LedgerUnavailableException.class)
        .isThrownBy(() -> SqliteChangeLedger.openReadOnly(file, LedgerConfig.DEFAULT))
        .withMessageContaining("older ledger format 1");
    SqliteChangeLedger.open(file, LedgerConfig.DEFAULT).close();

    try (ChangeLedger ledger = SqliteChangeLedger.openReadOnly(file, LedgerConfig.DEFAULT)) {
      assertThat(ledger.head()).isEqualTo(new SequenceNumber(7));
    }
  }

  private static Receipt put(ChangeLedger ledger, FileKey key, long version) {
    Content content = Content.of("late".getBytes(StandardCharsets.UTF_8));
    return ledger
        .accept(List.of(new FileChange.Put(key, OptionalLong.of(version), content)))
        .getFirst();
  }

  private static String text(ChangeLedger ledger, FileKey key) {
    ContentHash hash = ledger.latest(key).orElseThrow().content().orElseThrow();
    return new String(ledger.content(hash).toBytes(), StandardCharsets.UTF_8);
  }
}
