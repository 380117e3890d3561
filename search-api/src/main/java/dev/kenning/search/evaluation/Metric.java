package dev.kenning.search.evaluation;

import java.util.List;

/// A figure between 0 and 1 per query; higher is better.
///
/// Binary judgements (relevance 0 or 1) name interchangeable answers, overloads or copies: only the
/// first one found counts. So with its rank `r`, the reciprocal rank is `1/r`, NDCG is
/// `1/log2(1+r)`, and recall at `k` is whether `r ≤ k`.
///
/// Graded judgements (0…3) have a gain of `2^relevance − 1`, discounted by `log2(1+r)` and divided
/// by the best that was possible; for the reciprocal rank and recall an answer is one of relevance
/// 2 or more (or the query's best, where that is lower).
public enum Metric {
  MRR_10("MRR@10"),
  NDCG_10("NDCG@10"),
  RECALL_1("R@1"),
  RECALL_10("R@10"),
  /// Results that nobody judged are skipped: how well are the judged ones ordered?
  NDCG_WITHIN_10("NDCG Within@10"),
  /// Results that nobody judged count as irrelevant.
  NDCG_ALL_10("NDCG All@10");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /// As it is written in tables.
  public String label() {
    return label;
  }

  /// Those that make sense of a set of judgements, in the order of tables.
  static List<Metric> of(boolean graded) {
    return graded
        ? List.of(NDCG_WITHIN_10, NDCG_ALL_10, MRR_10, RECALL_1, RECALL_10)
        : List.of(MRR_10, NDCG_10, RECALL_1, RECALL_10);
  }
}
