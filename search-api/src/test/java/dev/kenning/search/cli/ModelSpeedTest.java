package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ModelSpeedTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ModelSpeed speed = new ModelSpeed(List.of("slow", "fast"), nanos::get);

  @Test
  void aModelIsComparedWithTheFirstRoundByRoundSoThatALoadedMachineHarmsBothAlike() {
    time("slow", 10);
    time("fast", 5);
    time("slow", 100); // something else ran
    time("fast", 50);
    time("slow", 10);
    time("fast", 2);
    List<ModelSpeed.Measured> measured = speed.measured();
    assertThat(measured).extracting(ModelSpeed.Measured::model).containsExactly("slow", "fast");
    assertThat(measured.getFirst().ratio()).isEqualTo(1);
    assertThat(measured.getLast().ratio()).isCloseTo(2, within(1e-9));
    assertThat(measured.getLast().methodsPerSecond()).isCloseTo(40, within(1e-9));
    assertThat(measured.getLast().tokensPerSecond()).isCloseTo(1_000, within(1e-9));
  }

  /// 200 methods of 5,000 tokens.
  private void time(String model, int seconds) {
    speed.time(
        model,
        () -> {
          nanos.addAndGet(seconds * 1_000_000_000L);
          return 5_000;
        },
        200);
  }
}
