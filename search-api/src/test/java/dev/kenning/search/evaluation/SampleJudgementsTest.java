package dev.kenning.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParsedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the judgements of `samples/` in step with the code they judge.
final class SampleJudgementsTest {
  private static final Path SAMPLES = Path.of(System.getProperty("kenning.root"), "samples");

  @Test
  void everyJudgementNamesTheLinesOfOneMethod() throws IOException {
    List<MethodUnit> methods = sampleMethods();
    for (String line : Files.readAllLines(SAMPLES.resolve("qrels.jsonl"))) {
      JsonNode judgement = JsonMapper.shared().readTree(line);
      assertThat(methods)
          .as(line)
          .filteredOn(method -> method.file().path().equals(text(judgement, "file")))
          .filteredOn(method -> method.name().equals(text(judgement, "method")))
          .extracting(method -> method.span().startLine(), method -> method.span().endLine())
          .contains(
              org.assertj.core.groups.Tuple.tuple(
                  judgement.path("start").intValue(), judgement.path("end").intValue()));
    }
  }

  @Test
  void everyIntentIsJudgedOnce() throws IOException {
    JudgedSet set =
        JudgedSet.read(SAMPLES.resolve("queries.jsonl"), SAMPLES.resolve("qrels.jsonl"));
    assertThat(set.queries()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(set.queries()).allSatisfy(query -> assertThat(query.judgements()).hasSize(1));
  }

  @Test
  void everySampleFileIsReadWithoutLoss() throws IOException {
    assertThat(parsedSamples())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(file.problems()).isEmpty());
  }

  private static List<MethodUnit> sampleMethods() throws IOException {
    return parsedSamples().stream().flatMap(file -> file.methods().stream()).toList();
  }

  private static List<ParsedFile> parsedSamples() throws IOException {
    Path root = SAMPLES.resolve("orchard");
    MethodExtractor extractor = new MethodExtractor();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> extractor.extract(key(root, file), content(file)))
          .toList();
    }
  }

  private static FileKey key(Path root, Path file) {
    return new FileKey("orchard", root.relativize(file).toString().replace('\\', '/'));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(JsonNode object, String field) {
    return object.path(field).stringValue();
  }
}
