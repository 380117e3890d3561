package dev.kenning.search.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.SequenceNumber;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.Content;
import dev.kenning.indexer.ledger.FileChange;
import dev.kenning.indexer.ledger.LedgerClock;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerIdentity;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import dev.kenning.search.query.Consistency;
import dev.kenning.search.query.SequenceToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VisibilityWaitTest {
  @TempDir Path folder;
  private final HashingEmbedder embedder = new HashingEmbedder();
  private final AtomicLong nanos = new AtomicLong();
  private final FollowedByHand catchup = new FollowedByHand();
  private final Missing missing = new Missing();
  private final AtomicLong clock =
      new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
  private ChangeLedger ledger;
  private InMemoryMethodStore store;
  private VisibilityWait visibility;

  @BeforeEach
  void open() {
    ledger = openLedger(folder.resolve("ledger.db"));
    ledger.createRepository("r", Optional.empty());
    store =
        new InMemoryMethodStore(
            new IndexFingerprint(embedder.model(), embedder.dimensionCount(), 1, 1, 1));
    visibility = new VisibilityWait(ledger, catchup);
  }

  @AfterEach
  void close() {
    store.close();
    ledger.close();
  }

  @Test
  void eventualTakesWhatIsThereWithoutAskingAnybody() {
    accept(1);

    assertThat(taken(Consistency.EVENTUAL)).isEqualTo(SequenceNumber.NONE);

    assertThat(catchup.calls).isEmpty();
  }

  @Test
  void atLeastWaitsForItsChangeAndNoFurther() {
    SequenceNumber mine = accept(1);
    accept(2);

    assertThat(taken(atLeast(mine))).isEqualTo(mine);

    assertThat(catchup.calls).containsExactly("await " + mine);
  }

  @Test
  void atLeastIsContentWithWhatIsVisible() {
    SequenceNumber mine = accept(1);
    store.refresh(mine);

    assertThat(taken(atLeast(mine))).isEqualTo(mine);
  }

  @Test
  void strongLooksAtTheTreesFirstAndThenWaitsForAllThereIs() {
    accept(1);
    catchup.foundOnDisk = () -> accept(2);

    SequenceNumber seen = taken(Consistency.STRONG);

    assertThat(seen).isEqualTo(ledger.head());
    assertThat(catchup.calls).containsExactly("look [r]", "await " + ledger.head());
  }

  @Test
  void treeThatCannotBeReadIsNamedInTheAnswer() {
    catchup.remarks = List.of("r: its root is gone");

    taken(Consistency.STRONG);

    assertThat(missing.reasons()).containsExactly("r: its root is gone");
  }

  @Test
  void unmetWaitNamesWhatIsAwaitedAndWhatStandsInTheWay() {
    SequenceNumber mine = accept(1);
    catchup.stuck = true;
    catchup.trouble = Optional.of("the disk is full");

    assertThatExceptionOfType(NotYetVisibleException.class)
        .isThrownBy(() -> taken(atLeast(mine)))
        .satisfies(late -> {
          assertThat(late.wanted()).isEqualTo(mine);
          assertThat(late.visible()).isEqualTo(SequenceNumber.NONE);
          assertThat(late.trouble()).contains("the disk is full");
        });
  }

  @Test
  void beingToldOfAStateIsNotYetHoldingIt() {
    SequenceNumber mine = accept(1);
    catchup.toldTooEarly = true;

    assertThatExceptionOfType(NotYetVisibleException.class).isThrownBy(() -> taken(atLeast(mine)));
  }

  @Test
  void whereNobodyWritesNobodyWaits() {
    SequenceNumber mine = accept(1);
    visibility = new VisibilityWait(ledger, new Unattended(store));

    assertThatExceptionOfType(NotYetVisibleException.class)
        .isThrownBy(() -> taken(atLeast(mine)))
        .withMessageContaining("nobody writes");
    store.refresh(mine);
    assertThat(taken(atLeast(mine))).isEqualTo(mine);
  }

  @Test
  void ageIsThatOfTheOldestChangeThatIsNotVisible() {
    SequenceNumber first = accept(1);
    clock.addAndGet(Duration.ofSeconds(5).toMillis());
    SequenceNumber second = accept(2);
    clock.addAndGet(Duration.ofSeconds(5).toMillis());

    assertThat(taken(noOlderThan(11_000))).isEqualTo(SequenceNumber.NONE);
    assertThat(catchup.calls).isEmpty();
    assertThat(taken(noOlderThan(7_000))).isEqualTo(first);
    assertThat(catchup.calls).containsExactly("await " + first);
    assertThat(taken(noOlderThan(0))).isEqualTo(second);
  }

  @Test
  void ageCountsAcrossRestartsAndWhereNobodyWrites() {
    accept(1);
    ledger.close();
    clock.addAndGet(Duration.ofSeconds(60).toMillis());
    ledger = openLedger(folder.resolve("ledger.db"));
    visibility = new VisibilityWait(ledger, new Unattended(store));

    assertThat(taken(noOlderThan(61_000))).isEqualTo(SequenceNumber.NONE);
    assertThatExceptionOfType(NotYetVisibleException.class)
        .isThrownBy(() -> taken(noOlderThan(59_000)));
  }

  @Test
  void tokenGivenOutAfterTheBackupThatWasRestoredIsRefusedAndOneBeforeIsNot() {
    SequenceNumber before = accept(1);
    SequenceToken kept = token(before);
    Path copy = folder.resolve("copy.db");
    ledger.backupTo(copy);
    SequenceToken lost = token(accept(2));
    ledger.close();
    ledger = openLedger(copy);
    ledger.fork();
    accept(3); // takes the number that the lost change had
    visibility = new VisibilityWait(ledger, catchup);

    assertThat(taken(new Consistency.AtLeast(kept))).isEqualTo(before);
    assertThatExceptionOfType(UnknownTokenException.class)
        .isThrownBy(() -> taken(new Consistency.AtLeast(lost)))
        .withMessageContaining("restored");
  }

  @Test
  void tokenOfAnotherLedgerIsRefused() {
    SequenceNumber mine = accept(1);

    assertThatExceptionOfType(UnknownTokenException.class)
        .isThrownBy(() ->
            taken(
                new Consistency.AtLeast(
                    new SequenceToken(new LedgerIdentity("0123456789abcdef"), mine))))
        .withMessageContaining("another ledger");
  }

  @Test
  void tokenBeyondTheHeadIsRefusedRatherThanAwaited() {
    SequenceToken own = token(accept(1));
    SequenceToken lost = new SequenceToken(own.ledger(), new SequenceNumber(9));

    assertThatExceptionOfType(UnknownTokenException.class)
        .isThrownBy(() -> taken(new Consistency.AtLeast(lost)))
        .withMessageContaining("change 9")
        .withMessageContaining("ends at 1");
    assertThat(catchup.calls).isEmpty();
  }

  @Test
  void fileSetAsideCountsAsAppliedAndIsNamed() {
    SequenceNumber mine = accept(1);
    ledger.setAside(new FileKey("r", "A1.java"), mine, "parse", "The parser failed");
    store.refresh(mine);

    assertThat(taken(atLeast(mine))).isEqualTo(mine);

    assertThat(visibility.setAside(atLeast(mine), List.of("r")))
        .singleElement()
        .satisfies(file -> assertThat(file.reason()).isEqualTo("The parser failed"));
    assertThat(visibility.setAside(atLeast(mine), List.of("other"))).isEmpty();
    assertThat(visibility.setAside(Consistency.EVENTUAL, List.of())).isEmpty();
  }

  private ChangeLedger openLedger(Path file) {
    LedgerClock turned =
        LedgerClock.of(() -> Instant.ofEpochMilli(clock.get()), () -> clock.get() * 1_000_000);
    return SqliteChangeLedger.open(file, LedgerConfig.DEFAULT, turned);
  }

  private SequenceNumber taken(Consistency asked) {
    Deadline deadline = Deadline.after(Duration.ofMillis(10), () -> nanos.getAndAdd(1_000_000));
    SequenceNumber wanted = visibility.await(asked, List.of("r"), deadline, missing);
    try (StoreSnapshot snapshot = visibility.snapshot(store, wanted, deadline)) {
      return snapshot.sequence();
    }
  }

  private Consistency atLeast(SequenceNumber sequence) {
    return new Consistency.AtLeast(token(sequence));
  }

  private static Consistency noOlderThan(long millis) {
    return new Consistency.MaxStaleness(Duration.ofMillis(millis));
  }

  private SequenceToken token(SequenceNumber sequence) {
    return SequenceToken.parse(new LedgerTokens(ledger).issue(sequence)).orElseThrow();
  }

  private SequenceNumber accept(int number) {
    return ledger
        .accept(
            List.of(
                new FileChange.Put(
                    new FileKey("r", "A" + number + ".java"),
                    OptionalLong.of(1),
                    Content.of(("class A" + number + " {}").getBytes(StandardCharsets.UTF_8)))))
        .getFirst()
        .sequence();
  }

  /// Makes visible what is awaited, when told to; remembers what was asked of it.
  private final class FollowedByHand implements Catchup {
    final List<String> calls = new ArrayList<>();
    boolean stuck;
    boolean toldTooEarly;
    Optional<String> trouble = Optional.empty();
    List<String> remarks = List.of();
    Runnable foundOnDisk = () -> {};

    @Override
    public boolean isAttended() {
      return true;
    }

    @Override
    public SequenceNumber visible() {
      try (StoreSnapshot snapshot = store.snapshot()) {
        return snapshot.sequence();
      }
    }

    @Override
    public boolean awaitVisible(SequenceNumber sequence, Deadline deadline) {
      calls.add("await " + sequence);
      if (stuck) {
        return false;
      }
      if (!toldTooEarly) {
        store.refresh(sequence);
      }
      return true;
    }

    @Override
    public Optional<String> trouble() {
      return trouble;
    }

    @Override
    public TreesSeen lookAtTrees(List<String> repositories, Deadline deadline) {
      calls.add("look " + repositories);
      foundOnDisk.run();
      return new TreesSeen.Looked(remarks);
    }
  }
}
