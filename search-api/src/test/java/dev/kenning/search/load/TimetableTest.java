package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimetableTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aClosedCallerAsksAsSoonAsItWasAnswered() {
    Timetable two = Timetable.closed(2, Duration.ofSeconds(1));
    assertThat(two.next(5 * MILLI, 1)).hasValue(5 * MILLI);
    assertThat(two.next(5 * MILLI, 2)).isEmpty();
  }

  @Test
  void aClosedCallerThatWasTurnedAwayPausesFirst() {
    Timetable two = Timetable.closed(2, Duration.ofSeconds(1));
    two.refused(5 * MILLI);
    assertThat(two.next(6 * MILLI, 0)).hasValue(6 * MILLI); // the other one asks
    assertThat(two.next(6 * MILLI, 1)).hasValue(105 * MILLI);
    assertThat(two.next(105 * MILLI, 1)).hasValue(105 * MILLI);
  }

  @Test
  void nobodyAsksAfterTheEnd() {
    Timetable one = Timetable.closed(1, Duration.ofMillis(50));
    one.refused(5 * MILLI);
    assertThat(one.next(6 * MILLI, 0)).isEmpty();
    assertThat(Timetable.closed(1, Duration.ofMillis(50)).next(50 * MILLI, 0)).isEmpty();
  }

  @Test
  void openCallersAskAtTheirRateWhateverIsUnanswered() {
    Timetable hundred = Timetable.open(100, Duration.ofSeconds(10), new Random(7));
    int count = 0;
    while (hundred.next(0, 1_000_000).isPresent()) {
      hundred.taken();
      count++;
    }
    assertThat(count).isBetween(900, 1_100);
  }
}
