package dev.kenning.search.answer;

import dev.kenning.search.fusion.QueryWords;
import dev.kenning.search.fusion.RankFusion;
import dev.kenning.search.fusion.Ranked;
import dev.kenning.search.fusion.Signals;
import dev.kenning.search.query.SearchMode;
import java.util.List;

/// Every candidate of one answer, ready to be ranked.
///
/// @param signals each candidate once
/// @param words what there is to know of the query's words
/// @param mode which signals are left to rank by
record Pool(List<Signals> signals, QueryWords words, SearchMode mode) {
  Pool {
    signals = List.copyOf(signals);
  }

  List<Ranked> rank(RankFusion fusion, int limit) {
    return fusion.rank(signals, words, mode, limit);
  }
}
