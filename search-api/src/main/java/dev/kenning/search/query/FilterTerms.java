package dev.kenning.search.query;

import dev.kenning.indexer.fact.FactPattern;
import dev.kenning.indexer.filter.Filter;
import dev.kenning.indexer.filter.Glob;
import dev.kenning.indexer.method.MethodKind;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Conditions on methods by key. Within a key any value suffices; an empty list asks for nothing.
///
/// @param repositories names
/// @param paths globs over the path within the repository
/// @param packages `com.shop`, or `com.shop.*` for it and those below it
/// @param kinds method, constructor, initialiser
/// @param modifiers as written in Java
/// @param facts what a method does
public record FilterTerms(
    List<String> repositories,
    List<Glob> paths,
    List<String> packages,
    List<MethodKind> kinds,
    List<String> modifiers,
    List<FactPattern> facts) {
  /// No conditions.
  public static final FilterTerms NONE =
      new FilterTerms(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public FilterTerms {
    repositories = List.copyOf(repositories);
    paths = List.copyOf(paths);
    packages = List.copyOf(packages);
    kinds = List.copyOf(kinds);
    modifiers = List.copyOf(modifiers);
    facts = List.copyOf(facts);
  }

  FilterTerms with(List<String> newRepositories) {
    return new FilterTerms(newRepositories, paths, packages, kinds, modifiers, facts);
  }

  /// One filter per key that asks for something.
  List<Filter> perKey() {
    return Stream.of(
            anyOf(repositories, Filter.InRepository::new),
            anyOf(paths, Filter.UnderPath::new),
            anyOf(packages, Filter.InPackage::new),
            anyOf(kinds, Filter.OfKind::new),
            anyOf(modifiers, Filter.WithModifier::new),
            anyOf(facts, Filter.HasFact::new))
        .flatMap(List::stream)
        .toList();
  }

  private static <T> List<Filter> anyOf(List<T> values, Function<T, Filter> condition) {
    return values.isEmpty()
        ? List.of()
        : List.of(new Filter.Or(values.stream().map(condition).toList()));
  }
}
