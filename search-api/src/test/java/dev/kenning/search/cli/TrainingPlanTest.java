package dev.kenning.search.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingPlanTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("kenning.root", "..")).resolve("samples/training");

  /// Groups and artifacts that evaluations use, or that hold copies of them.
  private static final Pattern KEPT_OUT =
      Pattern.compile(
          "org\\.apache\\.commons:commons-(collections|csv|lang|math|compress|text|numbers|rng).*"
              + "|commons-(io|codec|lang|collections):.*|com\\.google\\.guava:.*"
              + "|org\\.apache\\.httpcomponents.*|com\\.fasterxml\\.jackson.*|tools\\.jackson.*"
              + "|io\\.netty:.*|org\\.eclipse\\.jgit:.*|org\\.apache\\.(poi|pdfbox|lucene|groovy):.*"
              + "|org\\.springframework:.*|org\\.jsoup:.*|org\\.bouncycastle:.*|org\\.robolectric:.*"
              + "|com\\.github\\.bumptech.*|org\\.osmdroid:.*|com\\.zaxxer:.*|com\\.github\\.ben-manes.*"
              + "|org\\.jdbi:.*|com\\.squareup\\.okhttp3?:.*|io\\.javalin:.*|org\\.postgresql:.*"
              + "|org\\.mozilla:.*|com\\.github\\.haifengl:.*|org\\.elasticsearch.*|org\\.hipparchus:.*"
              + "|org\\.eclipse\\.(xtext|collections).*|org\\.apache\\.hadoop.*|org\\.ow2\\.asm:.*");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plan.json", "ten-minutes.json"})
  void theSamplePlansNameEachLibraryOnceAndNoneThatAModelIsJudgedOn(String name) {
    TrainingPlan plan = TrainingPlan.read(SAMPLES.resolve(name), 2);
    assertThat(plan.all()).doesNotHaveDuplicates();
    assertThat(plan.all()).allMatch(library -> library.split(":").length == 3);
    assertThat(plan.all()).noneMatch(library -> KEPT_OUT.matcher(library).matches());
    assertThat(plan.all()).containsAll(plan.tested());
  }

  @Test
  void theFullPlanHasManyLibraries() {
    assertThat(TrainingPlan.read(SAMPLES.resolve("plan.json"), 2).libraries())
        .hasSizeGreaterThanOrEqualTo(150);
  }

  @Test
  void whatFetchesTheSourcesFetchesWhatThePlansName() throws IOException {
    Set<String> named = new HashSet<>();
    for (String name : new String[] {"plan.json", "ten-minutes.json"}) {
      TrainingPlan plan = TrainingPlan.read(SAMPLES.resolve(name), 2);
      plan.sources().forEach(library -> named.add(library + ":sources"));
      plan.tested().forEach(library -> named.add(library + ":test-sources"));
    }
    Pattern item =
        Pattern.compile(
            "<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>"
                + "\\s*<classifier>(.*)</classifier>");
    Set<String> fetched = new HashSet<>();
    item.matcher(Files.readString(SAMPLES.resolve("pom.xml")))
        .results()
        .map(TrainingPlanTest::coordinates)
        .forEach(fetched::add);
    assertThat(fetched).isEqualTo(named);
  }

  private static String coordinates(MatchResult item) {
    return String.join(":", item.group(1), item.group(2), item.group(3), item.group(4));
  }

  @Test
  void anUnknownWordOfAPlanIsNamedWithThoseThatAreKnown() throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("plan.json"),
            """
            {"base": "all-MiniLM-L6-v2", "libraries": ["a:b:1"], "epoch": 2}
            """);
    assertThatThrownBy(() -> TrainingPlan.read(plan, 2))
        .isInstanceOf(WrongCallException.class)
        .hasMessageContaining("'epoch'")
        .hasMessageContaining("epochs");
  }

  @Test
  void whatAPlanDoesNotSayIsAsUsual() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("plan.json"),
            """
            {"base": "all-MiniLM-L6-v2", "libraries": ["a:b:1"], "epochs": 2}
            """);
    TrainingPlan plan = TrainingPlan.read(file, 3);
    assertThat(plan.config().epochCount()).isEqualTo(2);
    assertThat(plan.config().threadCount()).isEqualTo(3);
    assertThat(plan.config().batchSize()).isEqualTo(64);
    assertThat(plan.heldOut()).isEmpty();
  }
}
