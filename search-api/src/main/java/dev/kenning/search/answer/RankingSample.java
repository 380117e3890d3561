package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.List;
import java.util.stream.Stream;

/// How an intent was ranked, for those who measure: what an answer is made of, before anything is
/// checked and shown.
///
/// @param ranked best first
/// @param words what there was to know of the intent's words
/// @param methods beside `ranked`
/// @param siblings the methods that each of them stands for
public record RankingSample(
    List<Ranked> ranked,
    QueryWords words,
    List<StoredMethod> methods,
    List<List<StoredMethod>> siblings) {
  public RankingSample {
    ranked = List.copyOf(ranked);
    methods = List.copyOf(methods);
    siblings = siblings.stream().map(List::copyOf).toList();
  }

  /// The best of it.
  ///
  /// @param count how many at most
  public RankingSample best(int count) {
    int most = Math.min(count, ranked.size());
    return new RankingSample(
        ranked.subList(0, most), words, methods.subList(0, most), siblings.subList(0, most));
  }

  /// A result's method, and those that it stands for.
  public List<StoredMethod> family(int place) {
    return Stream.concat(Stream.of(methods.get(place)), siblings.get(place).stream()).toList();
  }
}
