package dev.kenning.search.evaluation;

import java.util.List;
import java.util.Map;

/// An intent and the methods that answer it.
///
/// @param id its name in the set
/// @param text what is asked
/// @param fields what else the set says about it (`source`, `shape` …), for slices
/// @param judgements every method judged for it, relevant or not
public record JudgedQuery(
    String id, String text, Map<String, String> fields, List<Judgement> judgements) {
  public JudgedQuery {
    fields = Map.copyOf(fields);
    judgements = List.copyOf(judgements);
  }

  int bestRelevance() {
    return judgements.stream().mapToInt(Judgement::relevance).max().orElse(0);
  }
}
