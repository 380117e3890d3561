package dev.kenning.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvaluationGainTest {
  private static final RankedMethod RIGHT = new RankedMethod("A.java", "right", 1, 3);
  private static final RankedMethod WRONG = new RankedMethod("A.java", "wrong", 5, 7);

  @Test
  void aGainThatEveryQueryHasIsSureThoughTheRankingsThemselvesAreNot() {
    Evaluation better = evaluation(40, List.of(RIGHT), List.of(WRONG, WRONG, RIGHT));
    Evaluation worse = evaluation(40, List.of(WRONG, RIGHT), List.of(WRONG, WRONG, WRONG, RIGHT));

    Estimate gain = better.gain(worse, Metric.MRR_10);

    assertThat(gain.low()).isPositive();
    assertThat(worse.gain(better, Metric.MRR_10).mean()).isCloseTo(-gain.mean(), within(1e-9));
  }

  @Test
  void theSameRankingGainsNothing() {
    Evaluation one = evaluation(10, List.of(RIGHT), List.of(WRONG));

    assertThat(one.gain(one, Metric.MRR_10)).isEqualTo(new Estimate(0, 0, 0));
  }

  @Test
  void rankingsOfDifferentSetsCannotBeCompared() {
    Evaluation one = evaluation(10, List.of(RIGHT), List.of(WRONG));
    Evaluation other = evaluation(12, List.of(RIGHT), List.of(WRONG));

    assertThatThrownBy(() -> one.gain(other, Metric.MRR_10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /// Every other query is ranked in the one way, the rest in the other.
  private static Evaluation evaluation(
      int queryCount, List<RankedMethod> even, List<RankedMethod> odd) {
    List<JudgedQuery> queries = new ArrayList<>();
    Map<String, List<RankedMethod>> rankings = new HashMap<>();
    for (int i = 0; i < queryCount; i++) {
      String id = "q" + i;
      queries.add(
          new JudgedQuery(
              id, "find it", Map.of(), List.of(new Judgement(id, "A.java", "right", 2, 1))));
      rankings.put(id, distinct(i % 2 == 0 ? even : odd));
    }
    return Evaluation.of(new JudgedSet(queries), rankings);
  }

  /// A method listed twice counts once, so wrong ones get lines of their own.
  private static List<RankedMethod> distinct(List<RankedMethod> ranking) {
    List<RankedMethod> distinct = new ArrayList<>();
    for (RankedMethod method : ranking) {
      distinct.add(
          method.equals(WRONG)
              ? new RankedMethod("A.java", "wrong", 10 + distinct.size(), 10 + distinct.size())
              : method);
    }
    return distinct;
  }
}
