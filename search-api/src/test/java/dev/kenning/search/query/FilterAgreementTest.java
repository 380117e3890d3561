package dev.kenning.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.fact.Fact;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.filter.Filterable;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.method.MethodKind;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Holds filters against their meaning, spelled out naively: every wanted key by any of its values,
/// no unwanted key by any. That stores keep what a filter's meaning keeps is
/// `MethodStoreContract`'s.
final class FilterAgreementTest {
  private static final List<String> REPOSITORIES = List.of("shop", "bank");
  private static final List<String> PATHS =
      List.of("src/main/A.java", "src/main/deep/B.java", "src/test/ATest.java");
  private static final List<String> GLOBS =
      List.of("src/main/**", "src/main/*", "**/B.java", "src/**/A.java", "src/test/?Test.java");
  private static final List<String> PACKAGES = List.of("com.shop", "com.shop.http", "com.shopping");
  private static final List<String> PACKAGE_PATTERNS =
      List.of("com.shop", "com.shop.*", "com.bank");
  private static final List<String> FACTS =
      List.of(
          "throws", "throws:java.io.IOException", "throws:IOException", "throws:java.*", "loops");

  record Method(
      FileKey file,
      String packageName,
      MethodKind kind,
      Set<String> modifiers,
      List<Fact> facts,
      boolean test)
      implements Filterable {}

  @Property(tries = 2_000)
  void filtersKeepWhatTheirMeaningKeeps(
      @ForAll("filters") SearchFilter filter, @ForAll("methods") Method method) {
    assertThat(filter.toFilter().matches(method)).isEqualTo(keeps(filter, method));
  }

  private static boolean keeps(SearchFilter filter, Method method) {
    FilterTerms wanted = filter.wanted();
    boolean all =
        (wanted.repositories().isEmpty() || inRepository(wanted, method))
            && (wanted.paths().isEmpty() || underPath(wanted, method))
            && (wanted.packages().isEmpty() || inPackage(wanted, method))
            && (wanted.kinds().isEmpty() || ofKind(wanted, method))
            && (wanted.modifiers().isEmpty() || withModifier(wanted, method))
            && (wanted.facts().isEmpty() || withFact(wanted, method));
    FilterTerms unwanted = filter.unwanted();
    boolean none =
        !inRepository(unwanted, method)
            && !underPath(unwanted, method)
            && !inPackage(unwanted, method)
            && !ofKind(unwanted, method)
            && !withModifier(unwanted, method)
            && !withFact(unwanted, method);
    boolean tests =
        switch (filter.tests()) {
          case INCLUDE -> true;
          case EXCLUDE -> !method.test();
          case ONLY -> method.test();
        };
    return all && none && tests;
  }

  private static boolean inRepository(FilterTerms terms, Method method) {
    return terms.repositories().contains(method.file().repository());
  }

  private static boolean underPath(FilterTerms terms, Method method) {
    return terms.paths().stream()
        .anyMatch(glob ->
            FileSystems.getDefault()
                .getPathMatcher("glob:" + glob.pattern().replace("/**/", "{/,/**/}"))
                .matches(Path.of(method.file().path())));
  }

  private static boolean inPackage(FilterTerms terms, Method method) {
    for (String pattern : terms.packages()) {
      String bare = pattern.replace(".*", "");
      boolean below = pattern.endsWith(".*") && method.packageName().startsWith(bare + ".");
      if (method.packageName().equals(bare) || below) {
        return true;
      }
    }
    return false;
  }

  private static boolean ofKind(FilterTerms terms, Method method) {
    return terms.kinds().contains(method.kind());
  }

  private static boolean withModifier(FilterTerms terms, Method method) {
    return terms.modifiers().stream().anyMatch(method.modifiers()::contains);
  }

  private static boolean withFact(FilterTerms terms, Method method) {
    for (FactPattern pattern : terms.facts()) {
      for (Fact fact : method.facts()) {
        boolean holds =
            switch (pattern.text()) {
              case "throws" -> fact.kind() == FactKind.THROWS;
              case "throws:java.io.IOException" -> fact.word().equals("throws:java.io.IOException");
              case "throws:IOException" -> fact.word().matches("throws:(.*\\.)?IOException");
              case "throws:java.*" -> fact.word().startsWith("throws:java.");
              default -> fact.kind() == FactKind.LOOPS;
            };
        if (holds) {
          return true;
        }
      }
    }
    return false;
  }

  @Provide
  Arbitrary<SearchFilter> filters() {
    return Combinators.combine(terms(), terms(), Arbitraries.of(TestCode.values()))
        .as(SearchFilter::new);
  }

  private static Arbitrary<FilterTerms> terms() {
    return Combinators.combine(
            some(REPOSITORIES),
            some(GLOBS).map(globs -> globs.stream().map(Glob::new).toList()),
            some(PACKAGE_PATTERNS),
            some(List.of(MethodKind.values())),
            some(List.of("public", "static")),
            some(FACTS).map(facts -> facts.stream().map(FactPattern::parse).toList()))
        .as(FilterTerms::new);
  }

  /// Mostly nothing, so that filters keep something.
  private static <T> Arbitrary<List<T>> some(List<T> values) {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(List.<T>of())),
        Tuple.of(1, Arbitraries.of(values).list().ofMinSize(1).ofMaxSize(2)));
  }

  @Provide
  Arbitrary<Method> methods() {
    Arbitrary<Fact> facts =
        Arbitraries.of(
                "throws:java.io.IOException",
                "throws:IOException",
                "throws:com.shop.ShopException",
                "loops:")
            .map(text -> text.split(":", -1))
            .map(parts ->
                new Fact(
                    FactKind.ofWord(parts[0]).orElseThrow(),
                    parts[1],
                    Resolution.RESOLVED,
                    false,
                    List.of(1)));
    return Combinators.combine(
            Combinators.combine(Arbitraries.of(REPOSITORIES), Arbitraries.of(PATHS))
                .as(FileKey::new),
            Arbitraries.of(PACKAGES),
            Arbitraries.of(MethodKind.values()),
            Arbitraries.of("public", "static", "final").set().ofMaxSize(2),
            facts.list().ofMaxSize(2),
            Arbitraries.of(true, false))
        .as(Method::new);
  }
}
