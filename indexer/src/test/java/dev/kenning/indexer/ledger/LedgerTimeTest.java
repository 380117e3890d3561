package dev.kenning.indexer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How old a change is, whatever is done to the machine's clock.
final class LedgerTimeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock();
  private ChangeLedger ledger;

  @BeforeEach
  void open() {
    ledger =
        SqliteChangeLedger.open(
            folder.resolve("ledger.db"), LedgerConfig.DEFAULT, clock.forLedger());
    ledger.createRepository("shop", Optional.empty());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void theOldestChangeThatIsNotSeenTellsTheAge() {
    SequenceNumber first = put(1);
    clock.pass(MINUTE);
    SequenceNumber second = put(2);
    clock.pass(MINUTE);

    assertThat(ledger.unseenAge(SequenceNumber.NONE)).contains(MINUTE.multipliedBy(2));
    assertThat(ledger.unseenAge(first)).contains(MINUTE);
    assertThat(ledger.oldestUnseen(first)).contains(clock.instant().minus(MINUTE));
    assertThat(ledger.unseenAge(second)).isEmpty();
    assertThat(ledger.oldestUnseen(second)).isEmpty();
  }

  @Test
  void theAgeGoesOnAcrossARestart() {
    put(1);
    ledger.close();
    clock.pass(HOUR);
    open();

    assertThat(ledger.unseenAge(SequenceNumber.NONE)).contains(HOUR);
  }

  @Test
  void aClockSetBackChangesNoAge() {
    put(1);
    clock.pass(MINUTE);
    clock.set(HOUR.negated());
    clock.pass(MINUTE);

    assertThat(ledger.unseenAge(SequenceNumber.NONE)).contains(MINUTE.multipliedBy(2));
    assertThat(ledger.oldestUnseen(SequenceNumber.NONE))
        .contains(clock.instant().minus(MINUTE.multipliedBy(2)));
  }

  @Test
  void aClockSetBackChangesNoOrderAndNoOutcome() {
    SequenceNumber first = put(1);
    clock.set(Duration.ofDays(-400));
    SequenceNumber second = put(2);

    assertThat(second).isGreaterThan(first);
    assertThat(ledger.changesAfter(SequenceNumber.NONE, 10))
        .extracting(PendingChange::sequence)
        .containsExactly(first, second);
  }

  @Test
  void aClockSetBackBeforeARestartMakesNoAgeNegative() {
    put(1);
    ledger.close();
    clock.set(HOUR.negated());
    open();
    clock.pass(MINUTE);
    SequenceNumber seen = new SequenceNumber(1);
    put(2);
    clock.pass(MINUTE);

    assertThat(ledger.unseenAge(SequenceNumber.NONE)).contains(MINUTE.multipliedBy(2));
    assertThat(ledger.unseenAge(seen)).contains(MINUTE);
  }

  @Test
  void aClockThatWasAheadForAWhileMakesNoAgeTooSmall() {
    clock.set(HOUR);
    put(1);
    clock.set(HOUR.negated());
    clock.pass(MINUTE);
    ledger.close();
    open();
    put(2);
    clock.pass(MINUTE);

    assertThat(ledger.unseenAge(SequenceNumber.NONE).orElseThrow()).isGreaterThanOrEqualTo(MINUTE);
    assertThat(ledger.unseenAge(new SequenceNumber(1))).contains(MINUTE);
  }

  @Test
  void compactionMakesNoAgeSmaller() {
    put("Other.java", 1);
    clock.pass(MINUTE);
    put(1); // superseded below
    clock.pass(MINUTE);
    put(2);
    ledger.compact(ledger.head());

    assertThat(ledger.unseenAge(new SequenceNumber(1)).orElseThrow())
        .isGreaterThanOrEqualTo(MINUTE);
    assertThat(ledger.unseenAge(ledger.head())).isEmpty();
  }

  private SequenceNumber put(long version) {
    return put("A.java", version);
  }

  private SequenceNumber put(String path, long version) {
    Content content = Content.of((path + version).getBytes(StandardCharsets.UTF_8));
    return ledger
        .accept(
            List.of(
                new FileChange.Put(new FileKey("shop", path), OptionalLong.of(version), content)))
        .getFirst()
        .sequence();
  }
}
