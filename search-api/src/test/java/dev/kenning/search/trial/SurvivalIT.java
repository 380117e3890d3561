package dev.kenning.search.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.testing.IndexComparison;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A real server, a real model, a real disk and SIGKILL. `-Dkenning.kills=200` and
/// `-Dkenning.seed=N` make it longer and choose what it does; `kenning benchmark survive` is the
/// same for anybody.
final class SurvivalIT {
  private static final int KILLS = Integer.getInteger("kenning.kills", 25);
  private static final long SEED = Long.getLong("kenning.seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void nothingAcknowledgedIsLostWhereverTheServerIsKilled() throws Exception {
    SurvivalReport report =
        new SurvivalTrial(
                RealServer.command(),
                SurvivalConfig.of(folder, KILLS, SEED),
                line -> System.out.println("survival: " + line))
            .run();
    System.out.println("survival: " + report);
    String repeat = "repeat with -Dkenning.kills=%d -Dkenning.seed=%d".formatted(KILLS, SEED);
    assertThat(report.broken()).as(repeat).isEmpty();
    assertThat(report.comparison().map(IndexComparison::differences).orElseThrow())
        .as(repeat)
        .isEmpty();
    assertThat(report.survived()).as(repeat).isTrue();
    assertThat(report.killCount()).isEqualTo(KILLS);
    assertThat(report.comparison().orElseThrow().methodCount()).isGreaterThan(50);
    assertThat(report.counts().get("changes acknowledged")).isGreaterThan(KILLS);
  }
}
