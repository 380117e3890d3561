package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ContainedParseTest {
  private static final ParsedFile EMPTY = new ParsedFile(List.of(), List.of(), false);

  private final ContainedParse patient = new ContainedParse(ParseLimits.DEFAULT);
  private final ContainedParse hasty =
      new ContainedParse(new ParseLimits(Duration.ofMillis(300), 1 << 20, 2));

  @Test
  void fileThatRunsOutOfMemoryTwiceIsLost() {
    AtomicInteger attempts = new AtomicInteger();

    ParsedFile lost =
        patient.run(() -> {
          attempts.incrementAndGet();
          throw new OutOfMemoryError("Injected");
        });

    assertThat(lost.lost()).isTrue();
    assertThat(lost.problems())
        .extracting(ParseProblem::reason)
        .containsExactly("Reading the file takes more memory than there is");
    assertThat(attempts).hasValue(2);
  }

  @Test
  void fileThatRunsOutOfMemoryOnceBecauseOthersHeldItIsReadTheSecondTime() {
    AtomicInteger attempts = new AtomicInteger();

    ParsedFile read =
        patient.run(() -> {
          if (attempts.incrementAndGet() == 1) {
            throw new OutOfMemoryError("Injected");
          }
          return EMPTY;
        });

    assertThat(read).isEqualTo(EMPTY);
  }

  @Test
  void fileThatNestsDeeperThanTheStackIsLost() {
    assertThat(hasty.run(() -> ContainedParseTest.endless(0)).problems())
        .extracting(ParseProblem::reason)
        .containsExactly("The code is nested too deeply to be read");
  }

  private static ParsedFile endless(int depth) {
    return depth < 0 ? EMPTY : endless(depth + 1 & Integer.MAX_VALUE);
  }

  @Test
  void filesThatHangAreGivenUpUntilTooManyDo() {
    CountDownLatch end = new CountDownLatch(1);
    Callable<ParsedFile> hanging =
        () -> {
          end.await();
          return EMPTY;
        };

    assertThat(hasty.run(hanging).lost()).isTrue();
    assertThat(hasty.run(hanging).lost()).isTrue();
    assertThatExceptionOfType(ParsersExhaustedException.class)
        .isThrownBy(() -> hasty.run(hanging))
        .withMessageContaining("2 files");
    assertThat(hasty.run(() -> EMPTY)).isEqualTo(EMPTY); // files that are well are read even then

    end.countDown(); // the slots are free again
    assertThat(patientlyLost(hasty)).isTrue();
  }

  /// A slot is given back on a thread of its own, so the first tries may come too early.
  private static boolean patientlyLost(ContainedParse containment) {
    for (int tries = 0; tries < 100; tries++) {
      CountDownLatch never = new CountDownLatch(1);
      try {
        return containment
            .run(() -> {
              never.await();
              return EMPTY;
            })
            .lost();
      } catch (ParsersExhaustedException _) {
        never.countDown();
      }
    }
    return false;
  }
}
