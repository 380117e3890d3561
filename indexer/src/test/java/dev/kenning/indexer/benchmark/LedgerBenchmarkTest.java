package dev.kenning.indexer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the benchmark runs and its report holds together; its numbers are for an idle machine.
final class LedgerBenchmarkTest {
  @TempDir Path folder;

  @Test
  void everyLineOfTheReportIsMeasured() {
    LedgerBenchmarkConfig config =
        new LedgerBenchmarkConfig(
            folder.resolve("ledger"), List.of(1, 4), 2_000, Duration.ofMillis(50));
    LedgerReport report = new LedgerBenchmark(config, _ -> {}).run();

    assertThat(report.disk().perSecond()).isPositive();
    assertThat(report.writing()).extracting(LedgerReport.Writing::writers).containsExactly(1, 4);
    assertThat(report.writing())
        .allSatisfy(one -> {
          assertThat(one.changesPerSecond()).isPositive();
          assertThat(one.latencies().p99Nanos()).isGreaterThanOrEqualTo(one.latencies().p50Nanos());
        });
    assertThat(report.reading()).hasSize(4);
    assertThat(report.lines()).hasSize(7);
  }
}
