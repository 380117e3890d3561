package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.indexer.ledger.PendingChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressMeterTest {
  private final List<IndexProgress> seen = new ArrayList<>();
  private long nanos;
  private final ProgressMeter meter = new ProgressMeter(seen::add, () -> nanos);

  @Test
  void methodsCountWhenTheirVectorsArriveThoughNothingIsStored() {
    meter.indexing(new PendingChanges(10, 1_000));
    meter.embedded(3, 300);
    meter.tick();

    assertThat(seen.getLast().methodCount()).isEqualTo(3);
    assertThat(seen.getLast().byteCount()).isEqualTo(300);
    assertThat(seen.getLast().fileCount()).isZero();
  }

  @Test
  void theTimeInWhichTheModelOpensIsNotPartOfThePace() {
    meter.indexing(new PendingChanges(10, 10_000));
    for (int second = 0; second < 60; second++) {
      pass(1);
      assertThat(seen.getLast().remaining()).isEmpty();
    }
    meter.embedded(10, 100);
    pass(1);
    for (int second = 0; second < 10; second++) {
      meter.embedded(20, 200);
      pass(1);
    }

    assertThat(seen.getLast().methodsPerSecond()).isCloseTo(20, within(0.01));
    assertThat(seen.getLast().remaining()).contains(Duration.ofMillis(39_500));
  }

  @Test
  void whatIsLeftIsToldAtThePaceOfTheLastWhile() {
    meter.indexing(new PendingChanges(10, 100_000));
    for (int second = 0; second < 10; second++) {
      meter.embedded(900, 9_000); // known to the cache
      pass(1);
    }
    for (int second = 0; second < 40; second++) {
      meter.embedded(10, 100);
      pass(1);
    }

    assertThat(seen.getLast().methodsPerSecond()).isCloseTo(10, within(0.01));
    assertThat(seen.getLast().remaining()).contains(Duration.ofSeconds(60));
  }

  @Test
  void thePassagesOfAWindowStandForAllItsBytesHoweverOftenTheyArrive() {
    meter.indexing(new PendingChanges(2, 1_000));
    Arrivals arrivals = new Arrivals(List.of("short", "a longer one", "x"), 1_000, meter);
    arrivals.arrived(1);
    arrivals.arrived(1);
    meter.tick();
    assertThat(seen.getLast().methodCount()).isEqualTo(1);
    assertThat(seen.getLast().byteCount()).isEqualTo(619); // 13 of 21 chars, ends counted

    arrivals.arrived(0);
    arrivals.finish();
    meter.tick();
    assertThat(seen.getLast().methodCount()).isEqualTo(2);
    assertThat(seen.getLast().byteCount()).isEqualTo(1_000);
  }

  @Test
  void aWindowWithoutMethodsCountsWithItsBytes() {
    meter.indexing(new PendingChanges(2, 1_000));
    new Arrivals(List.of(), 1_000, meter).finish();
    meter.stored(2);

    assertThat(seen.getLast().byteCount()).isEqualTo(1_000);
    assertThat(seen.getLast().fileCount()).isEqualTo(2);
    assertThat(seen.getLast().methodsPerSecond()).isZero();
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    meter.tick();
  }
}
