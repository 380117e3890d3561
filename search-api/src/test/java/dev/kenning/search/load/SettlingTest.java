package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kenning.search.load.ServerWatch.Reading;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SettlingTest {
  private static Settling of(DoubleUnaryOperator limit) {
    List<Reading> readings =
        IntStream.range(0, 80)
            .mapToObj(i -> i / 4.0)
            .map(second -> new Reading(second, limit.applyAsDouble(second), 0, 0, 0))
            .toList();
    return Settling.of(readings, 5);
  }

  @Test
  void limitThatComesDownAndStaysIsSettledFromThenOn() {
    Settling settling = of(second -> second < 4 ? 16 - 2.5 * second : 6);
    assertThat(settling.rest()).isCloseTo(6, within(0.01));
    assertThat(settling.seconds()).isBetween(3.0, 5.0);
    assertThat(settling.reversals()).isZero();
  }

  @Test
  void swingThereAndBackIsTwoReversals() {
    Settling settling = of(second -> second < 2 ? 16 : second < 4 ? 3 : second < 6 ? 12 : 6);
    assertThat(settling.reversals()).isEqualTo(2);
    assertThat(settling.seconds()).isBetween(5.0, 7.0);
  }

  @Test
  void limitThatSwingsForeverDoesNotSettle() {
    Settling settling = of(second -> (int) second % 4 < 2 ? 4 : 14);
    assertThat(settling.seconds()).isNaN();
    assertThat(settling.reversals()).isGreaterThan(2);
  }
}
