package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrendTest {
  private static Trend of(DoubleUnaryOperator value) {
    List<Double> seconds = IntStream.range(0, 40).mapToObj(i -> 30.0 * i).toList();
    return Trend.of(seconds, seconds.stream().map(value::applyAsDouble).toList());
  }

  @Test
  void leakShowsInTheNoiseOfASawtooth() {
    Random random = new Random(3);
    Trend trend = of(second -> 100 + second / 60 + 20 * random.nextDouble());
    assertThat(trend.perMinute()).isCloseTo(1, within(0.4));
    assertThat(trend.growth()).isCloseTo(19.5, within(8.0));
  }

  @Test
  void fewReadingsThatStandOutAreNoLeak() {
    Trend trend = of(second -> second > 1_000 ? 300 : 100);
    assertThat(trend.perMinute()).isZero();
  }

  @Test
  void nothingIsSaidOfTooFewReadings() {
    assertThat(Trend.of(List.of(1.0, 2.0), List.of(5.0, 6.0)).perMinute()).isNaN();
  }
}
