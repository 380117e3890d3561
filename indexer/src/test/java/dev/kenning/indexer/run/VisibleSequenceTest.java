package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.Deadline;
import dev.kenning.indexer.SequenceNumber;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class VisibleSequenceTest {
  private static final SequenceNumber NEXT = new SequenceNumber(1);

  /// An index that rests between two updates must not keep somebody waiting who wants to read what
  /// was just written.
  @Test
  @Timeout(30)
  void restEndsOnceSomebodyWaitsToSeeFurther() throws Exception {
    VisibleSequence visible = new VisibleSequence(SequenceNumber.NONE);
    CountDownLatch rested = new CountDownLatch(1);
    Thread index =
        Thread.ofVirtual()
            .start(() -> {
              try {
                visible.awaitSomebodyWaiting(Duration.ofDays(1));
                rested.countDown();
                visible.reached(NEXT);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(rested.getCount()).isOne();
    assertThat(visible.await(NEXT, Deadline.after(Duration.ofSeconds(20)))).isTrue();
    assertThat(index.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  @Timeout(30)
  void restEndsByItselfWhereNobodyWaits() throws Exception {
    VisibleSequence visible = new VisibleSequence(NEXT);
    assertThat(visible.await(NEXT, Deadline.never())).isTrue(); // waited for nothing
    visible.awaitSomebodyWaiting(Duration.ofMillis(1));
    assertThat(visible.get()).isEqualTo(NEXT);
  }
}
