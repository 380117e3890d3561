package dev.kenning.search.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.search.trial.Figure;
import dev.kenning.search.trial.RealServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Both benchmarks on the real server, cut short: that they come to their end, that the server
/// turns away rather than fails, and that nothing grows. What the figures are worth is for a quiet
/// machine to say.
final class LoadIT {
  @TempDir Path folder;

  @Test
  @Timeout(600)
  void tenTimesTheLoadIsTurnedAwayAndNothingFails() throws Exception {
    LoadConfig config =
        new LoadConfig(folder, Optional.empty(), 60, Duration.ofSeconds(3), 42, Clock.systemUTC());
    LoadReport report =
        new LoadBenchmark(RealServer.command("-Xmx768m"), config, System.out::println).run();
    Map<String, LoadStep> steps =
        report.steps().stream().collect(Collectors.toMap(LoadStep::name, Function.identity()));
    assertThat(steps.values()).allSatisfy(step -> assertThat(step.failed()).isZero());
    LoadStep tenfold = Objects.requireNonNull(steps.get("10.0 times"));
    assertThat(tenfold.refused()).isPositive();
    assertThat(tenfold.goodSearches()).isPositive();
    assertThat(figure(report.figures(), "threads_more_than_unloaded").isMet()).isTrue();
    assertThat(figure(report.figures(), "calm_caller_refused").value())
        .as("of the questions of a caller beside one at twenty times its rate")
        .isLessThan(20);
    assertThat(LoadChart.svg(report)).contains("10.0 ×");
  }

  @Test
  @Timeout(600)
  void nothingGrowsInAMinute() throws Exception {
    SoakConfig config = new SoakConfig(folder, 40, Duration.ofSeconds(60), 10, 42);
    List<Figure> figures =
        new SoakBenchmark(
                RealServer.command(SoakBenchmark.JVM_OPTIONS.toArray(String[]::new)),
                config,
                System.out::println)
            .run();
    figures.forEach(System.out::println);
    assertThat(figure(figures, "failed").value()).isZero();
    assertThat(figure(figures, "readings").value()).isGreaterThan(5);
    assertThat(figures).allSatisfy(one -> assertThat(one.isMet()).as(one.toString()).isTrue());
  }

  private static Figure figure(List<Figure> figures, String name) {
    return figures.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
