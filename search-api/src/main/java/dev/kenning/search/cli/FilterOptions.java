package dev.kenning.search.cli;

import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.fact.UnknownFactException;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.method.MethodKind;
import dev.kenning.search.query.FilterTerms;
import dev.kenning.search.query.SearchFilter;
import dev.kenning.search.query.TestCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Which methods may answer. An option given several times means any of its values.
final class FilterOptions {
  @Option(
      names = "--repository",
      paramLabel = "NAME",
      description = "Only methods of this repository.")
  private List<String> repositories = new ArrayList<>();

  @Option(
      names = "--path",
      paramLabel = "GLOB",
      description = "Only files whose path in the repository matches, such as 'src/main/**'.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "Only this package; 'com.shop.*' means it and those below it.")
  private List<String> packages = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only method, constructor or initializer.")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--modifier",
      paramLabel = "WORD",
      description = "Only methods declared with it, such as public or static.")
  private List<String> modifiers = new ArrayList<>();

  @Option(
      names = "--fact",
      paramLabel = "FACT",
      description = {
        "Only methods that do this: retries, throws:java.io.IOException, uses:file,",
        "calls:java.util.concurrent.*."
      })
  private List<String> facts = new ArrayList<>();

  @Option(
      names = "--not-fact",
      paramLabel = "FACT",
      description = "Only methods that do not do this.")
  private List<String> unwantedFacts = new ArrayList<>();

  @Option(
      names = "--tests",
      paramLabel = "WHAT",
      defaultValue = "exclude",
      description = "Test code: exclude (default), include, or only.")
  private String tests = "exclude";

  SearchFilter filter() {
    FilterTerms wanted =
        new FilterTerms(
            repositories,
            each("--path", paths, Glob::new),
            packages,
            each("--kind", kinds, word -> oneOf(MethodKind.values(), MethodKind::word, word)),
            modifiers,
            each("--fact", facts, FilterOptions::fact));
    FilterTerms unwanted =
        new FilterTerms(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            each("--not-fact", unwantedFacts, FilterOptions::fact));
    return new SearchFilter(
        wanted,
        unwanted,
        each("--tests", List.of(tests), word -> oneOf(TestCode.values(), TestCode::word, word))
            .getFirst());
  }

  private static FactPattern fact(String text) {
    try {
      return FactPattern.parse(text);
    } catch (UnknownFactException e) {
      throw new IllegalArgumentException("must be " + e.getMessage(), e);
    }
  }

  private static <T> List<T> each(String option, List<String> words, Function<String, T> meaning) {
    List<T> meanings = new ArrayList<>();
    for (String word : words) {
      try {
        meanings.add(meaning.apply(word));
      } catch (IllegalArgumentException e) {
        throw new WrongCallException("%s '%s': %s".formatted(option, word, e.getMessage()));
      }
    }
    return meanings;
  }

  /// The value with this word.
  ///
  /// @throws IllegalArgumentException listing the words there are
  static <T> T oneOf(T[] values, Function<T, String> wordOf, String word) {
    return Arrays.stream(values)
        .filter(value -> wordOf.apply(value).equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be one of "
                    + Arrays.stream(values).map(wordOf).collect(Collectors.joining(", "))));
  }
}
