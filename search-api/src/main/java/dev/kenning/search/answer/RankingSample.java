package dev.kenning.search.answer;

import dev.kenning.indexer.store.StoredMethod;
import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.Ranked;
import java.util.List;

/// How an intent was ranked, for those who measure: what an answer is made of, before anything is
/// checked and shown.
///
/// @param ranked best first
/// @param words what there was to know of the intent's words
/// @param methods beside `ranked`
public record RankingSample(List<Ranked> ranked, QueryWords words, List<StoredMethod> methods) {
  public RankingSample {
    ranked = List.copyOf(ranked);
    methods = List.copyOf(methods);
  }
}
