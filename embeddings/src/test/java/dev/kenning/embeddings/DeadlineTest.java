package dev.kenning.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final Deadline second = Deadline.after(Duration.ofSeconds(1), nanos::get);

  @Test
  void passesAtItsInstantAndNotBefore() {
    nanos.addAndGet(999_999_999);
    assertThat(second.hasPassed()).isFalse();
    nanos.addAndGet(1);
    assertThat(second.hasPassed()).isTrue();
    assertThatThrownBy(() -> second.check("the end"))
        .isInstanceOf(DeadlineExceededException.class)
        .hasMessageContaining("the end");
  }

  @Test
  void whatIsKeptBackComesEarlier() {
    nanos.addAndGet(800_000_000);
    assertThat(second.earlier(Duration.ofMillis(250)).hasPassed()).isTrue();
    assertThat(second.hasPassed()).isFalse();
    assertThat(Deadline.never().earlier(Duration.ofDays(1)).hasPassed()).isFalse();
  }

  @Test
  void passesAsSoonAsNobodyWaits() {
    AtomicBoolean waits = new AtomicBoolean(true);
    Deadline wanted = second.whileWanted(waits::get);
    Deadline forever = Deadline.never().whileWanted(waits::get);
    assertThat(wanted.hasPassed()).isFalse();
    assertThat(forever.hasPassed()).isFalse();
    waits.set(false);
    assertThat(wanted.hasPassed()).isTrue();
    assertThat(wanted.isAbandoned()).isTrue();
    assertThat(forever.remainingNanos()).isZero();
    assertThat(wanted.earlier(Duration.ofMillis(1)).isAbandoned()).isTrue();
  }

  @Test
  void waitIsCutShortOnlyWhereTheOneWhoWaitsMayLeave() {
    assertThat(second.waitNanos()).isEqualTo(1_000_000_000);
    assertThat(second.whileWanted(() -> true).waitNanos()).isLessThan(100_000_000);
  }
}
