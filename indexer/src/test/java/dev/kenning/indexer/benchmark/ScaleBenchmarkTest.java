package dev.kenning.indexer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScaleBenchmarkTest {
  @TempDir Path folder;

  @Test
  void smallRunFillsEveryLineOfTheReport() throws Exception {
    ScaleConfig config = new ScaleConfig(folder, 3_000, 20, 20, 50, 2, 1, StoreConfig.DEFAULT);
    List<String> progress = Collections.synchronizedList(new ArrayList<>());
    ScaleReport report = new ScaleBenchmark(config, MethodBase.madeUp(32, 1), progress::add).run();
    assertThat(report.phases()).hasSize(6);
    assertThat(report.phases()).allSatisfy(p -> assertThat(p.recallAt10()).isGreaterThan(0.95));
    assertThat(report.size().methodCount()).isEqualTo(3_000);
    assertThat(report.lines()).hasSize(11);
    assertThat(progress).isNotEmpty();
  }
}
