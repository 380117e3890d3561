package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  private static Samples samples(int slowSeconds, int refusingSeconds) {
    Samples samples = new Samples();
    for (int i = 0; i < 500; i++) {
      long due = i * 20_000_000L;
      boolean refused = due < refusingSeconds * 1_000_000_000L && i % 5 == 0;
      long took = due < slowSeconds * 1_000_000_000L ? 90_000_000L : 20_000_000L;
      samples.add(due, took, CallKind.SEARCH, refused ? Outcome.REFUSED : Outcome.GOOD);
    }
    return samples;
  }

  @Test
  void itIsNormalOnceNothingIsRefusedAndAnswersAreAsFastAsBefore() {
    Samples usual = samples(0, 0);
    assertThat(Recovery.seconds(usual, samples(0, 0), LENGTH)).isZero();
    assertThat(Recovery.seconds(usual, samples(3, 0), LENGTH)).isEqualTo(3);
    assertThat(Recovery.seconds(usual, samples(1, 4), LENGTH)).isEqualTo(4);
  }
}
