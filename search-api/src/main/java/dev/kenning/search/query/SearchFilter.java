package dev.kenning.search.query;

import dev.kenning.indexer.filter.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Which methods may answer: every key of `wanted` must be met, no key of `unwanted` may be.
///
/// @param wanted conditions to meet
/// @param unwanted conditions each of which rules a method out
/// @param tests what becomes of test code
public record SearchFilter(FilterTerms wanted, FilterTerms unwanted, TestCode tests) {
  /// Everything but test code.
  public static final SearchFilter DEFAULT =
      new SearchFilter(FilterTerms.NONE, FilterTerms.NONE, TestCode.EXCLUDE);

  /// The same, but only in these repositories; asks for nothing more where it names some itself.
  public SearchFilter within(Collection<String> repositories) {
    return wanted.repositories().isEmpty()
        ? new SearchFilter(wanted.with(List.copyOf(repositories)), unwanted, tests)
        : this;
  }

  /// The condition as the store understands it.
  public Filter toFilter() {
    List<Filter> parts = new ArrayList<>(wanted.perKey());
    unwanted.perKey().forEach(part -> parts.add(new Filter.Not(part)));
    switch (tests) {
      case INCLUDE -> {}
      case EXCLUDE -> parts.add(new Filter.Not(new Filter.InTests()));
      case ONLY -> parts.add(new Filter.InTests());
    }
    return new Filter.And(parts).simplify();
  }
}
