package dev.kenning.indexer.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParseProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of every file's facts, whatever is in it.
class FactInferenceTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "facts");

  private final MethodExtractor extractor = new MethodExtractor();

  @Test
  void factsOfAFileDependOnNoOtherFileAndOnNoOrder() {
    long seed = System.nanoTime();
    Map<String, String> sources = sources();
    Map<String, List<List<Fact>>> alone = new HashMap<>();
    sources.forEach((name, text) -> alone.put(name, facts(new MethodExtractor(), name, text)));
    List<Map.Entry<String, String>> order = new ArrayList<>(sources.entrySet());
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(order, new Random(seed + round));
      Map<String, List<List<Fact>>> together = new HashMap<>();
      order.parallelStream()
          .map(file -> Map.entry(file.getKey(), facts(extractor, file.getKey(), file.getValue())))
          .toList()
          .forEach(entry -> together.put(entry.getKey(), entry.getValue()));
      assertThat(together).as("seed %d, order %s", seed, order).isEqualTo(alone);
    }
  }

  /// Half-written files are the usual case while somebody types.
  @Test
  void aFileThatIsCutAnywhereCostsNoMoreThanItsSyntaxDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    sources()
        .forEach((name, text) -> {
          String cut = text.substring(0, random.nextInt(text.length()));
          assertThat(extractor.extract(file(name), cut).problems())
              .as("%s cut at %d, seed %d", name, cut.length(), seed)
              .extracting(ParseProblem::reason)
              .noneMatch(reason -> reason.startsWith("The file could not be read"));
        });
  }

  @Test
  void everyLineOfAFactIsALineOfItsMethod() {
    sources()
        .forEach((name, text) -> {
          for (MethodUnit unit : extractor.extract(file(name), text).methods()) {
            for (Fact fact : unit.facts()) {
              assertThat(fact.lines())
                  .as("%s of %s", fact, unit.symbol())
                  .allMatch(
                      line -> line >= unit.span().startLine() && line <= unit.span().endLine());
            }
          }
        });
  }

  @Test
  void aLongExpressionIsReadWithoutRecursion() {
    String sum = "1 + ".repeat(20_000) + "1";
    String source = "class A { int f() { return " + sum + "; } }";
    assertThat(extractor.extract(file("A.java"), source).methods())
        .singleElement()
        .satisfies(unit -> assertThat(unit.facts()).extracting(Fact::word).contains("pure"));
  }

  private static List<List<Fact>> facts(MethodExtractor extractor, String name, String text) {
    return extractor.extract(file(name), text).methods().stream().map(MethodUnit::facts).toList();
  }

  private static FileKey file(String name) {
    return new FileKey("samples", "src/main/java/sample/" + name);
  }

  private static Map<String, String> sources() {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        sources.put(file.getFileName().toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }
}
