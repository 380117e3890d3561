package dev.kenning.search.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.embeddings.Deadline;
import dev.kenning.embeddings.testing.HashingEmbedder;
import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.IndexFingerprint;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.store.SnapshotSource;
import dev.kenning.indexer.store.StoreSnapshot;
import dev.kenning.indexer.store.StoreUnavailableException;
import dev.kenning.indexer.testing.InMemoryMethodStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The breakers of the ledger and of the store, by a clock that is turned.
final class GuardedPartTest {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final BreakerConfig CONFIG =
      new BreakerConfig(10, 4, 0.5, Duration.ofSeconds(1), PAUSE, Duration.ofMinutes(2), 0.25, 2);

  @TempDir Path folder;
  private final TurnedClock clock = new TurnedClock();
  private final FaultyPart fault = new FaultyPart();
  private final Breaker ledgerBreaker = new Breaker("ledger", CONFIG, clock);
  private final StoreBreakers breakers = StoreBreakers.of(CONFIG, clock);
  private final HashingEmbedder embedder = new HashingEmbedder();
  private ChangeLedger real;
  private ChangeLedger ledger;
  private SnapshotSource store;

  @BeforeEach
  void open() {
    real = SqliteChangeLedger.open(folder.resolve("ledger.db"), LedgerConfig.DEFAULT);
    ledger = GuardedPart.ledger(fault.ledger(real), ledgerBreaker);
    store =
        GuardedPart.store(
            fault.store(
                new InMemoryMethodStore(
                    new IndexFingerprint(embedder.model(), embedder.dimensionCount(), 1, 1, 1))),
            breakers);
  }

  @AfterEach
  void close() {
    real.close();
  }

  /// As a question uses the store: `done`, or how it failed.
  private String question() {
    try (StoreSnapshot snapshot = store.snapshot()) {
      String words = part(() -> snapshot.matching("a", 10, new Filter.All(), Deadline.never()));
      String near =
          part(() ->
              snapshot.nearest(
                  embedder.embedQuery("a", Deadline.never()).embedding(),
                  10,
                  new Filter.All(),
                  Deadline.never()));
      for (int i = 0; i < 50; i++) {
        var _ = snapshot.sequence(); // trifles, of which a question makes hundreds
      }
      var _ = snapshot.methodIds(new FileKey("r", "A.java"));
      return words.equals("done") && near.equals("done") ? "done" : words + ", " + near;
    } catch (StoreUnavailableException | CircuitOpenException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String part(Runnable search) {
    try {
      search.run();
      return "done";
    } catch (StoreUnavailableException e) {
      return String.valueOf(e.getMessage()).replaceAll("(?s)[^(]*\\((.*?)\\).*", "$1");
    }
  }

  @Test
  void ledgerThatFailsIsLeftAloneAndTriedByAFewAfterAPause() {
    fault.breakDown("head");
    for (int i = 0; i < 4; i++) {
      assertThatThrownBy(ledger::head).hasMessage("the ledger cannot be read");
    }
    assertThat(ledgerBreaker.state()).isEqualTo("open");
    int calls = fault.calls();
    assertThatThrownBy(ledger::head)
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessage("ledger circuit open");
    assertThat(fault.calls()).isEqualTo(calls);
    fault.recover();
    clock.turn(PAUSE.multipliedBy(13).dividedBy(10));
    assertThat(ledger.head()).isEqualTo(real.head());
    assertThat(ledgerBreaker.state()).isEqualTo("half_open");
    assertThat(ledger.head()).isEqualTo(real.head());
    assertThat(ledgerBreaker.state()).isEqualTo("closed");
  }

  @Test
  void whatACallerAsksWronglyIsNotHeldAgainstTheLedger() {
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(() -> ledger.deleteRepository("nowhere"))
          .isInstanceOf(UnknownRepositoryException.class);
    }
    assertThat(ledgerBreaker.state()).isEqualTo("closed");
  }

  @Test
  void snapshotThatCannotBeReadCountsAgainstTheStoreHoweverManyTriflesWentWell() {
    fault.breakDown("methodIds");
    for (int i = 0; i < 4; i++) {
      assertThat(question()).contains("Input/output error");
    }
    assertThat(breakers.whole().state()).isEqualTo("open");
    assertThat(question()).isEqualTo("store circuit open");
    fault.recover();
    clock.turn(PAUSE.multipliedBy(13).dividedBy(10));
    assertThat(question()).as("a question that tries is answered whole").isEqualTo("done");
    assertThat(question()).isEqualTo("done");
    assertThat(breakers.whole().state()).isEqualTo("closed");
  }

  @Test
  void snapshotOfWhichNothingWasReadDoesNotSpeakForABrokenStore() {
    fault.breakDown("methodIds");
    for (int i = 0; i < 4; i++) {
      question();
    }
    clock.turn(PAUSE.multipliedBy(13).dividedBy(10));
    for (int i = 0; i < 5; i++) {
      try (StoreSnapshot snapshot = store.snapshot()) {
        var _ = snapshot.sequence(); // as whoever looks at the state does
      }
    }
    assertThat(breakers.whole().state()).isEqualTo("half_open");
    question();
    question();
    assertThat(breakers.whole().state()).isEqualTo("open");
  }

  @Test
  void sideOfTheIndexThatFailsCostsNotTheOther() {
    fault.breakDown("nearest");
    for (int i = 0; i < 4; i++) {
      assertThat(question()).isEqualTo("done, Input/output error");
    }
    assertThat(question()).isEqualTo("done, vectors circuit open");
    assertThat(List.of(breakers.whole().state(), breakers.words().state())).containsOnly("closed");
    fault.recover();
    clock.turn(PAUSE.multipliedBy(13).dividedBy(10));
    assertThat(question()).isEqualTo("done");
  }

  @Test
  void storeThatIsSlowIsLeftAloneButNotForWhatItsHolderDoesMeanwhile() {
    for (int i = 0; i < 20; i++) {
      try (StoreSnapshot snapshot = store.snapshot()) {
        clock.turn(Duration.ofSeconds(5)); // the model was waited for
        var _ = snapshot.sequence();
      }
    }
    assertThat(breakers.whole().state()).isEqualTo("closed");
    fault.delay("sequence", () -> clock.turn(Duration.ofMillis(600)));
    for (int i = 0; i < 10 && breakers.whole().state().equals("closed"); i++) {
      try (StoreSnapshot snapshot = store.snapshot()) {
        var _ = snapshot.sequence();
        var _ = snapshot.sequence();
      }
    }
    assertThat(breakers.whole().state()).isEqualTo("open");
  }

  @Test
  void breakersOfABrokenStoreNeverSwing() {
    fault.breakDown("methodIds", "nearest");
    List<String> states = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      question();
      String state = breakers.whole().state() + " " + breakers.vectors().state();
      if (states.isEmpty() || !states.getLast().equals(state)) {
        states.add(state);
      }
      clock.turn(Duration.ofSeconds(1));
    }
    // 10 minutes of pauses of 10, 20, 40, 80, 120, 120 … s, a quarter more or less
    assertThat(states.stream().skip(1)).as("%s", states).noneMatch(one -> one.contains("closed"));
    assertThat(states.stream().filter(one -> one.startsWith("half_open")).count())
        .as("%s", states)
        .isBetween(4L, 24L);
    assertThat(fault.calls()).isLessThan(60);
  }
}
