package dev.kenning.indexer.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.indexer.store.lucene.StoreConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScaleBenchmarkTest {
  private static final int METHODS = 3_000;

  @TempDir Path folder;
  private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

  @Test
  void smallRunFillsEveryLineOfTheReport() throws Exception {
    ScaleBenchmark benchmark = benchmark(1);
    benchmark.write();
    ScaleReport report = benchmark.measure();
    assertThat(report.phases()).hasSize(8);
    assertThat(report.phases()).allSatisfy(p -> assertThat(p.recallAt10()).isGreaterThan(0.95));
    assertThat(report.size().methodCount()).isEqualTo(METHODS);
    assertThat(report.filling().methodCount()).isEqualTo(METHODS);
    assertThat(report.updating().methodCount()).isEqualTo(METHODS * 3 / 10);
    assertThat(report.lines()).hasSize(14);
    assertThat(progress).isNotEmpty();
  }

  @Test
  void keptIndexesAreMeasuredAgainWithoutBeingWrittenAgain() throws Exception {
    benchmark(1).write();
    progress.clear();
    ScaleBenchmark later = benchmark(1);
    later.write();
    assertThat(progress).isEmpty();
    assertThat(later.measure().filling().methodCount()).isEqualTo(METHODS);
  }

  @Test
  void interruptedWritingIsBegunAnew() throws Exception {
    ScaleBenchmark benchmark = benchmark(1);
    benchmark.write();
    Files.delete(folder.resolve("filled.properties"));
    Files.delete(folder.resolve("updated.properties"));
    benchmark.write();
    assertThat(benchmark.measure().size().methodCount()).isEqualTo(METHODS);
  }

  @Test
  void indexesMadeFromOtherMethodsAreRefused() throws Exception {
    benchmark(1).write();
    assertThatThrownBy(() -> benchmark(2))
        .isInstanceOf(BenchmarkFolderException.class)
        .hasMessageContaining("seed 1")
        .hasMessageContaining("seed 2");
  }

  @Test
  void folderWithAnythingElseIsLeftAlone() throws Exception {
    Path precious = Files.writeString(folder.resolve("thesis.txt"), "irreplaceable");
    assertThatThrownBy(() -> benchmark(1)).isInstanceOf(BenchmarkFolderException.class);
    assertThat(precious).hasContent("irreplaceable");
  }

  private ScaleBenchmark benchmark(long seed) {
    ScaleConfig config = new ScaleConfig(folder, METHODS, 20, 20, 50, 2, seed, StoreConfig.DEFAULT);
    return new ScaleBenchmark(config, MethodBase.madeUp(32, 1), progress::add);
  }
}
