package dev.kenning.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final int QUERIES = 60;

  @Test
  void whatIsBetterOnMostQueriesIsNoChance() {
    Comparison compared = Comparison.of(ranked(2, 0), ranked(1, 6), Metric.MRR_10);
    assertThat(compared.better()).isEqualTo(54);
    assertThat(compared.worse()).isEqualTo(6);
    assertThat(compared.difference().mean()).isCloseTo(0.5 * 54 / 60 - 0.25 * 6 / 60, within(0.02));
    assertThat(compared.difference().low()).isPositive();
    assertThat(compared.chance()).isLessThan(0.001);
  }

  @Test
  void theSameTwiceIsCertainlyChance() {
    Comparison compared = Comparison.of(ranked(2, 0), ranked(2, 0), Metric.MRR_10);
    assertThat(compared.better() + compared.worse()).isZero();
    assertThat(compared.chance()).isEqualTo(1);
  }

  /// The answer at `rank`, at 4 for the first `worse` queries.
  private static Evaluation ranked(int rank, int worse) {
    List<JudgedQuery> queries = new ArrayList<>();
    Map<String, List<RankedMethod>> rankings = new HashMap<>();
    for (int i = 0; i < QUERIES; i++) {
      String id = "q" + i;
      queries.add(
          new JudgedQuery(id, "text", Map.of(), List.of(new Judgement(id, "A.java", "a", 1, 1))));
      List<RankedMethod> ranking = new ArrayList<>();
      int place = i < worse ? 4 : rank;
      for (int other = 1; other < place; other++) {
        ranking.add(new RankedMethod("B.java", "b", other, other));
      }
      ranking.add(new RankedMethod("A.java", "a", 1, 1));
      rankings.put(id, ranking);
    }
    return Evaluation.of(new JudgedSet(queries), rankings);
  }
}
