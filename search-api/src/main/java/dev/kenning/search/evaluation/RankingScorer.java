package dev.kenning.search.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Scores one ranking against the judgements of its query, by the formulas of [Metric].
///
/// A method listed twice counts once; a judgement is used up by the first result that it names, so
/// that one long result cannot claim several.
final class RankingScorer {
  private static final int CUT = 10;
  private static final int GOOD_ENOUGH = 2;

  private final boolean graded;

  RankingScorer(boolean graded) {
    this.graded = graded;
  }

  /// Whether the query says anything about a ranking: in a graded set one without a relevant method
  /// does not.
  boolean counts(JudgedQuery query) {
    return !graded || query.bestRelevance() > 0;
  }

  QueryScore score(JudgedQuery query, List<RankedMethod> ranking) {
    List<Hit> hits = hits(query, distinct(ranking));
    int wanted = graded ? Math.min(GOOD_ENOUGH, query.bestRelevance()) : 1;
    OptionalInt rank =
        hits.stream().filter(hit -> hit.relevance >= wanted).mapToInt(Hit::rank).findFirst();
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    boolean within = rank.isPresent() && rank.getAsInt() <= CUT;
    values.put(Metric.MRR_10, within ? 1.0 / rank.getAsInt() : 0);
    values.put(Metric.RECALL_1, rank.isPresent() && rank.getAsInt() == 1 ? 1.0 : 0);
    values.put(Metric.RECALL_10, within ? 1.0 : 0);
    if (graded) {
      double ideal = idealGain(query);
      values.put(Metric.NDCG_ALL_10, gainByRank(hits) / ideal);
      values.put(Metric.NDCG_WITHIN_10, gainByOrder(hits) / ideal);
    } else {
      values.put(Metric.NDCG_10, within ? discount(rank.getAsInt()) : 0);
    }
    return new QueryScore(query, rank, values);
  }

  private static List<Hit> hits(JudgedQuery query, List<RankedMethod> ranking) {
    List<Hit> hits = new ArrayList<>();
    List<Judgement> unused = new ArrayList<>(query.judgements());
    for (int i = 0; i < ranking.size(); i++) {
      RankedMethod result = ranking.get(i);
      int rank = i + 1;
      unused.stream()
          .filter(judgement -> judgement.names(result))
          .findFirst()
          .ifPresent(judgement -> {
            unused.remove(judgement);
            hits.add(new Hit(rank, judgement.relevance()));
          });
    }
    return hits;
  }

  private static List<RankedMethod> distinct(List<RankedMethod> ranking) {
    record Key(List<String> path, String method, int line) {}
    Set<Key> seen = new HashSet<>();
    return ranking.stream()
        .filter(result ->
            seen.add(
                new Key(
                    PathTail.parts(result.file()),
                    MethodName.simple(result.method()),
                    result.line())))
        .toList();
  }

  private static double idealGain(JudgedQuery query) {
    List<Integer> best =
        query.judgements().stream()
            .map(Judgement::relevance)
            .sorted(Comparator.reverseOrder())
            .limit(CUT)
            .toList();
    double sum = 0;
    for (int i = 0; i < best.size(); i++) {
      sum += gain(best.get(i)) * discount(i + 1);
    }
    return sum;
  }

  private static double gainByRank(List<Hit> hits) {
    return hits.stream()
        .filter(hit -> hit.rank <= CUT)
        .mapToDouble(hit -> gain(hit.relevance) * discount(hit.rank))
        .sum();
  }

  private static double gainByOrder(List<Hit> hits) {
    double sum = 0;
    for (int i = 0; i < Math.min(CUT, hits.size()); i++) {
      sum += gain(hits.get(i).relevance) * discount(i + 1);
    }
    return sum;
  }

  private static double gain(int relevance) {
    return (1 << relevance) - 1;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }

  private record Hit(int rank, int relevance) {}
}
