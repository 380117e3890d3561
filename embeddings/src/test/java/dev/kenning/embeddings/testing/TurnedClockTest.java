package dev.kenning.embeddings.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kenning.embeddings.Deadline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnedClockTest {
  private final TurnedClock clock = new TurnedClock();

  @Test
  void wallTimeAndNanosecondsMoveTogether() {
    Instant before = clock.instant();
    long nanosBefore = clock.nanoSource().getAsLong();

    clock.turn(Duration.ofMillis(1500));

    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMillis(1500));
    assertThat(clock.nanoSource().getAsLong() - nanosBefore).isEqualTo(1_500_000_000L);
  }

  @Test
  void aDeadlinePassesWhenTheClockIsTurned() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(1), clock.nanoSource());
    assertThat(deadline.hasPassed()).isFalse();
    clock.turn(Duration.ofSeconds(1));
    assertThat(deadline.hasPassed()).isTrue();
  }

  @Test
  void timeDoesNotGoBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.turn(Duration.ofNanos(-1)));
  }
}
