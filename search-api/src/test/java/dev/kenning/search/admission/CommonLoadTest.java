package dev.kenning.search.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CommonLoadTest {
  private static final long MILLISECOND = 1_000_000;

  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final CommonLoad load = new CommonLoad(nanos::get);

  @Test
  void otherWorkIsTurnedAwayInTheShareInWhichSearchesAre() {
    search(2_000, 5);
    assertThat(turnedAwayOf(1_000)).isCloseTo(790L, within(20L)); // four fifths, less a burst's
  }

  @Test
  void whileSearchesFindTheirPlacesNothingElseIsTurnedAway() {
    search(2_000, Integer.MAX_VALUE);
    assertThat(turnedAwayOf(1_000)).isZero();
  }

  @Test
  void theFewThatABurstCostsCountForNothing() {
    IntStream.range(0, 100).forEach(i -> ask(i % 25 == 0));
    assertThat(turnedAwayOf(1_000)).isZero();
  }

  @Test
  void someAreLetInWhateverHappens() {
    search(5_000, 0);
    assertThat(turnedAwayOf(1_000)).isCloseTo(950L, within(10L));
  }

  @Test
  void twoSecondsAfterAnOverloadNextToNothingIsTurnedAwayEvenIfNobodySearches() {
    search(2_000, 5);
    nanos.addAndGet(2_000 * MILLISECOND);
    assertThat(turnedAwayOf(1_000)).isLessThan(30);
    nanos.addAndGet(1_000_000 * MILLISECOND);
    assertThat(load.share()).isZero();
  }

  /// A search each ten milliseconds, of which each `goodOf`-th finds a place; 0 for none.
  private void search(int count, int goodOf) {
    IntStream.range(0, count)
        .forEach(i -> ask(goodOf == 0 || (goodOf != Integer.MAX_VALUE && i % goodOf != 0)));
  }

  private void ask(boolean foundNoPlace) {
    nanos.addAndGet(10 * MILLISECOND);
    load.searchEnded(foundNoPlace);
  }

  private long turnedAwayOf(int count) {
    return IntStream.range(0, count).filter(_ -> load.turnsAway()).count();
  }
}
