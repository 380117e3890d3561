package dev.kenning.indexer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DryRunTest {
  @TempDir Path folder;

  @Test
  void methodsAreCountedAndLostFilesNamed() throws IOException {
    Files.writeString(folder.resolve("A.java"), "class A { void a() {} void b() {} }");
    Files.write(folder.resolve("B.java"), new byte[] {0, 1, 2});
    Files.writeString(folder.resolve("notes.txt"), "");

    try (IndexWorkers workers = IndexWorkers.start(2);
        SourceTree tree = SourceTree.open(folder, SourceRules.DEFAULT)) {
      DryRunReport report =
          new DryRun(new MethodExtractor(), workers).run("any", tree, IndexProgress.Listener.NONE);

      assertThat(report.fileCount()).isEqualTo(2);
      assertThat(report.methodCount()).isEqualTo(2);
      assertThat(report.lost())
          .singleElement()
          .satisfies(lost -> assertThat(lost.file().path()).isEqualTo("B.java"));
      assertThat(report.skippedCounts()).hasSize(1);
    }
  }
}
