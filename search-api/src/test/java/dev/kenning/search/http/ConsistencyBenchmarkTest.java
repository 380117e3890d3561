package dev.kenning.search.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.price.ConsistencyBenchmark;
import dev.kenning.search.price.LevelPrice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConsistencyBenchmarkTest {
  @TempDir Path folder;

  @Test
  void everyLevelHasAPriceAndNothingIsLeftBehind() throws InterruptedException {
    ConsistencyBenchmark.Load load =
        new ConsistencyBenchmark.Load(
            2, 2, 20, Duration.ofMillis(300), Duration.ofSeconds(10), "lexical");
    List<String> told = new ArrayList<>();
    try (RunningServer server = RunningServer.start(folder)) {
      List<LevelPrice> prices = new ConsistencyBenchmark(server.address(), load, told::add).run();

      assertThat(prices)
          .extracting(LevelPrice::level)
          .containsExactly(
              "eventual",
              "max_staleness_ms 5000",
              "max_staleness_ms 500",
              "at_least the last write",
              "strong");
      assertThat(prices)
          .allSatisfy(price -> {
            assertThat(price.writeCount()).isPositive();
            assertThat(price.answerCount()).as(price.sentence()).isPositive();
            assertThat(price.refusals()).as(price.sentence()).isEmpty();
          });
      assertThat(told).hasSize(prices.size() + 1);
      assertThat(server.get("/v1/repositories/consistency-benchmark").statusCode())
          .isIn(200, 404); // what is deleted is shown until the index has followed
    }
  }
}
