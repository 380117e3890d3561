package dev.kenning.indexer.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.method.MethodExtractor;
import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.method.ParsedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A small source for each rule, `src/test/resources/facts/*.java`, with cases that are one, that
/// are none, and that look like one. Its first line says which kinds of fact it is about; a line
/// that shows some ends in `//>` and their words, with `by-name` or `deferred` behind a word that
/// is. Every other line shows none of these kinds.
class FactSamplesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "facts");
  private static final String KINDS = "// kinds: ";
  private static final String MARK = "//> ";

  @ParameterizedTest
  @MethodSource("samples")
  void everyLineShowsTheFactsItIsMarkedWith(String name) {
    List<String> lines = lines(FOLDER.resolve(name));
    assertThat(found(name, lines)).as("facts of %s", name).isEqualTo(expected(lines));
  }

  @Test
  void everyKindOfFactHasASample() {
    Set<FactKind> sampled = EnumSet.noneOf(FactKind.class);
    samples().forEach(name -> sampled.addAll(kinds(lines(FOLDER.resolve(name)))));
    assertThat(sampled).containsExactlyInAnyOrder(FactKind.values());
  }

  static Stream<String> samples() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<FactKind> kinds(List<String> lines) {
    return Arrays.stream(lines.getFirst().substring(KINDS.length()).split(", "))
        .map(word -> FactKind.ofWord(word).orElseThrow())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FactKind.class)));
  }

  private static String expected(List<String> lines) {
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      int mark = lines.get(i).indexOf(MARK);
      if (mark >= 0) {
        for (String fact : lines.get(i).substring(mark + MARK.length()).split(", ")) {
          expected.add("%4d %s".formatted(i + 1, fact.strip()));
        }
      }
    }
    return String.join("\n", expected);
  }

  private static String found(String name, List<String> lines) {
    Set<FactKind> kinds = kinds(lines);
    FileKey file = new FileKey("samples", "src/main/java/sample/" + name);
    ParsedFile parsed = new MethodExtractor().extract(file, String.join("\n", lines) + "\n");
    assertThat(parsed.problems()).isEmpty();
    Set<String> found = new TreeSet<>();
    for (MethodUnit unit : parsed.methods()) {
      for (Fact fact : unit.facts()) {
        if (kinds.contains(fact.kind())) {
          fact.lines().forEach(line -> found.add("%4d %s".formatted(line, text(fact))));
        }
      }
    }
    return String.join("\n", found);
  }

  private static String text(Fact fact) {
    return fact.word()
        + (fact.resolution() == Resolution.BY_NAME ? " by-name" : "")
        + (fact.deferred() ? " deferred" : "");
  }
}
