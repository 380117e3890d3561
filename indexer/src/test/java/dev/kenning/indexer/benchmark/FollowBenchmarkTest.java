package dev.kenning.indexer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.embeddings.testing.HashingEmbedder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That it measures what it says; the figures themselves are for the command.
final class FollowBenchmarkTest {
  @TempDir Path folder;

  @Test
  void everySaveAndEverySwitchIsTimed() throws IOException {
    List<String> told = new ArrayList<>();
    FollowConfig config = new FollowConfig(folder.resolve("follow"), 3, 5, 8, 2, 1);

    FollowReport report = new FollowBenchmark(config, new HashingEmbedder(), told::add).run();

    assertThat(report.oneChanged().count()).isEqualTo(3);
    assertThat(report.oneChanged().p50Ms()).isPositive();
    assertThat(report.allNew().p99Ms()).isGreaterThanOrEqualTo(report.allNew().p50Ms());
    assertThat(report.there().files()).isEqualTo(8);
    assertThat(report.there().methods()).isEqualTo(16);
    assertThat(report.there().embeddedCount()).isEqualTo(16); // without a cache, always
    assertThat(report.again().methodsPerSecond()).isPositive();
    assertThat(told).hasSize(6);
  }
}
