package dev.kenning.search.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.search.metrics.MetricName.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class MetricNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("kenning.root", ".."));

  @Test
  void documentationHasExactlyTheRowsOfTheMeters() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("search-api/docs/metrics.md")).stream()
            .filter(line -> line.startsWith("| `kenning_"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(MetricName.values()).map(MetricNamesTest::row).toList());
  }

  private static String row(MetricName name) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            name.text(),
            name.kind().name().toLowerCase(Locale.ROOT),
            name.labels().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
            name.meaning());
  }

  @Test
  void everyMeterIsEmittedUnderItsNameAndKind() {
    try (ServerMetrics metrics = new ServerMetrics()) {
      emitAll(metrics);
      Map<String, String> kinds =
          Pattern.compile("(?m)^# TYPE (kenning_\\S+) (\\S+)$")
              .matcher(metrics.scrape())
              .results()
              .filter(found -> !found.group(1).endsWith("_max"))
              .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
      assertThat(kinds)
          .isEqualTo(
              Arrays.stream(MetricName.values())
                  .collect(
                      Collectors.toMap(
                          MetricName::text, name -> name.kind().name().toLowerCase(Locale.ROOT))));
    }
  }

  @Test
  void labelsAreThoseOfTheName() {
    try (ServerMetrics metrics = new ServerMetrics()) {
      emitAll(metrics);
      for (MetricName name : MetricName.values()) {
        Set<String> labels =
            Pattern.compile("(?m)^" + name.text() + "(?:_bucket|_count|_sum)?(?:\\{(.*)})? ")
                .matcher(metrics.scrape())
                .results()
                .flatMap(MetricNamesTest::labels)
                .filter(label -> !label.equals("le"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(labels).as(name.text()).containsExactlyElementsOf(name.labels());
      }
    }
  }

  private static java.util.stream.Stream<String> labels(MatchResult sample) {
    return sample.group(1) == null
        ? java.util.stream.Stream.empty()
        : Pattern.compile("([a-z_]+)=\"").matcher(sample.group(1)).results().map(m -> m.group(1));
  }

  @Test
  void jvmIsShownUnderTheDocumentedNames() throws IOException {
    try (ServerMetrics metrics = new ServerMetrics()) {
      String text = metrics.scrape();
      List<String> documented =
          Pattern.compile("`((?:jvm|process|system)_[a-z_]+)`")
              .matcher(Files.readString(ROOT.resolve("search-api/docs/metrics.md")))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(documented)
          .hasSizeGreaterThan(5)
          .allSatisfy(name -> assertThat(text).contains(name));
    }
  }

  @Test
  void dashboardAsksOnlyForMetersThatThereAre() throws IOException {
    Set<String> known =
        Arrays.stream(MetricName.values()).map(MetricName::text).collect(Collectors.toSet());
    String dashboard = Files.readString(ROOT.resolve("samples/grafana-dashboard.json"));
    assertThat(
            Pattern.compile("kenning_[a-z_]+")
                .matcher(dashboard)
                .results()
                .map(found -> found.group().replaceAll("_(bucket|count|sum)$", "")))
        .isNotEmpty()
        .allMatch(known::contains);
  }

  @Test
  void labelThatTheNameDoesNotHaveIsAMistake() {
    try (ServerMetrics metrics = new ServerMetrics()) {
      assertThatThrownBy(() -> metrics.count(MetricName.REFUSALS, "query", "secret"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("reason");
    }
  }

  /// One of each, with made-up labels.
  private static void emitAll(ServerMetrics metrics) {
    metrics.requestEnded("GET", "/healthz", 200, Duration.ofMillis(3));
    metrics.answered(Map.of("total", 12.5), List.of("semantic: the deadline passed first"));
    for (MetricName name : MetricName.values()) {
      if (name.kind() != Kind.HISTOGRAM && name != MetricName.ANSWERS_DEGRADED) {
        String[] labels =
            name.labels().stream()
                .flatMap(label -> java.util.stream.Stream.of(label, "x"))
                .toArray(String[]::new);
        metrics.watch(name, () -> 1, labels);
      }
    }
  }
}
