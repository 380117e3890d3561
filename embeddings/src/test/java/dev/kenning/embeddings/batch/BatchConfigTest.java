package dev.kenning.embeddings.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchConfigTest {
  private static final Duration DRAIN = Duration.ofSeconds(8);

  @Test
  void theDefaultsAreTheMeasuredOnes() {
    assertThat(BatchConfig.forWorkers(2)).isEqualTo(new BatchConfig(2, 256, 4_096, 256, DRAIN));
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchConfig(0, 512, 4_096, 256, DRAIN))
        .withMessageContaining("workers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchConfig(2, 15, 4_096, 256, DRAIN))
        .withMessageContaining("padded tokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchConfig(2, 512, 1, 256, DRAIN))
        .withMessageContaining("waiting passages");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchConfig(2, 512, 4_096, 0, DRAIN))
        .withMessageContaining("waiting queries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchConfig(2, 512, 4_096, 256, Duration.ZERO))
        .withMessageContaining("drain");
  }
}
