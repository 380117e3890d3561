package dev.kenning.search.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void firstAnswerDecidesAndFurtherOnesAddNothing() {
    JudgedSet set = set(query("q", answer("q", "Http.java", "send", 12, 1)));
    Evaluation evaluation =
        Evaluation.of(
            set,
            Map.of(
                "q",
                List.of(
                    method("Other.java", "send", 10, 20),
                    method("src/main/Http.java", "send", 10, 20),
                    method("Http.java", "send", 10, 20))));
    assertThat(mean(evaluation, Metric.MRR_10)).isEqualTo(0.5, EXACT);
    assertThat(mean(evaluation, Metric.NDCG_10)).isEqualTo(1 / (Math.log(3) / Math.log(2)), EXACT);
    assertThat(mean(evaluation, Metric.RECALL_1)).isZero();
    assertThat(mean(evaluation, Metric.RECALL_10)).isEqualTo(1);
  }

  @Test
  void answerBelowTheTenthPlaceCountsForNothingButItsRankIsKept() {
    JudgedSet set = set(query("q", answer("q", "A.java", "m11", 1, 1)));
    List<RankedMethod> ranking = new java.util.ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      ranking.add(method("A.java", "m" + i, 1, 2));
    }
    Evaluation evaluation = Evaluation.of(set, Map.of("q", ranking));
    assertThat(mean(evaluation, Metric.MRR_10)).isZero();
    assertThat(evaluation.scores().getFirst().rank()).hasValue(11);
  }

  @Test
  void unansweredQueryCountsAsAnsweredWithNothing() {
    JudgedSet set =
        set(
            query("a", answer("a", "A.java", "m", 1, 1)),
            query("b", answer("b", "A.java", "m", 1, 1)));
    Evaluation evaluation = Evaluation.of(set, Map.of("a", List.of(method("A.java", "m", 1, 1))));
    assertThat(mean(evaluation, Metric.MRR_10)).isEqualTo(0.5, EXACT);
  }

  @Test
  void overloadsAreToldApartByTheirLines() {
    JudgedSet set = set(query("q", answer("q", "A.java", "m", 50, 1)));
    Evaluation evaluation =
        Evaluation.of(
            set, Map.of("q", List.of(method("A.java", "m", 1, 9), method("A.java", "m", 45, 55))));
    assertThat(mean(evaluation, Metric.MRR_10)).isEqualTo(0.5, EXACT);
  }

  @Test
  void pathsAgreeOnFolderBoundariesOnly() {
    assertThat(PathTail.alike("/x/com/shop/Http.java", "shop/Http.java")).isTrue();
    assertThat(PathTail.alike("C:\\shop\\Http.java", "./shop/Http.java")).isTrue();
    assertThat(PathTail.alike("workshop/Http.java", "shop/Http.java")).isFalse();
  }

  @Test
  void namesAreTakenWithoutClassAndArguments() {
    assertThat(MethodName.simple("com.shop.Http#send(java.net.URI, int)")).isEqualTo("send");
    assertThat(MethodName.simple("Http::send")).isEqualTo("send");
    assertThat(MethodName.simple("send")).isEqualTo("send");
  }

  @Test
  void gradedSetsDiscountGainsAndSkipQueriesWithoutAnAnswer() {
    JudgedSet set =
        set(
            query("q", answer("q", "A.java", "best", 1, 3), answer("q", "A.java", "fair", 11, 1)),
            query("none", answer("none", "A.java", "best", 1, 0)));
    Evaluation evaluation =
        Evaluation.of(
            set,
            Map.of(
                "q",
                List.of(
                    method("B.java", "unjudged", 1, 2),
                    method("A.java", "fair", 11, 12),
                    method("A.java", "best", 1, 2))));
    double log3 = Math.log(3) / Math.log(2);
    double ideal = 7 + 1 / log3;
    assertThat(evaluation.scores()).hasSize(1);
    assertThat(mean(evaluation, Metric.NDCG_ALL_10)).isEqualTo((1 / log3 + 7 / 2.0) / ideal, EXACT);
    assertThat(mean(evaluation, Metric.NDCG_WITHIN_10)).isEqualTo((1 + 7 / log3) / ideal, EXACT);
    assertThat(mean(evaluation, Metric.MRR_10)).isEqualTo(1 / 3.0, EXACT);
  }

  @Test
  void intervalHoldsTheMeanAndIsTheSameEveryTime() {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    Estimate estimate = Estimate.of(values, 7);
    assertThat(estimate).isEqualTo(Estimate.of(values, 7));
    assertThat(estimate.mean()).isEqualTo(0.5, EXACT);
    // The standard error is 0.5 / sqrt(400) = 0.025, so the interval is about 0.5 ± 0.049.
    assertThat(estimate.low()).isEqualTo(0.451, within(0.006));
    assertThat(estimate.high()).isEqualTo(0.549, within(0.006));
  }

  @Test
  void slicesShareOutTheQueries() {
    JudgedQuery vague =
        new JudgedQuery(
            "v", "v", Map.of("shape", "vague"), List.of(answer("v", "A.java", "m", 1, 1)));
    JudgedQuery exact =
        new JudgedQuery(
            "e", "e", Map.of("shape", "exact"), List.of(answer("e", "A.java", "m", 1, 1)));
    Evaluation evaluation =
        Evaluation.of(set(vague, exact), Map.of("e", List.of(method("A.java", "m", 1, 1))));
    Map<String, Evaluation> slices = evaluation.slicedBy("shape");
    assertThat(slices).containsOnlyKeys("exact", "vague");
    assertThat(mean(slices.getOrDefault("exact", evaluation), Metric.MRR_10)).isEqualTo(1);
    assertThat(mean(slices.getOrDefault("vague", evaluation), Metric.MRR_10)).isZero();
  }

  @Test
  void malformedLineIsNamedByFileAndNumber(@TempDir Path folder) throws IOException {
    Path queries = Files.writeString(folder.resolve("q.jsonl"), "{\"id\":\"a\",\"query\":\"x\"}\n");
    Path judgements = folder.resolve("qrels.jsonl");
    Files.writeString(judgements, "\n{\"query_id\": \"a\", \"file\": \"A.java\"}\n");
    assertThatThrownBy(() -> JudgedSet.read(queries, judgements))
        .isInstanceOf(MalformedJudgementsException.class)
        .hasMessageContaining("qrels.jsonl:2")
        .hasMessageContaining("\"method\" must be a string");
    Files.writeString(judgements, "{not json}\n");
    assertThatThrownBy(() -> JudgedSet.read(queries, judgements))
        .isInstanceOf(MalformedJudgementsException.class)
        .hasMessageContaining("qrels.jsonl:1 is not a JSON object");
  }

  private static double mean(Evaluation evaluation, Metric metric) {
    Estimate estimate = evaluation.estimates().get(metric);
    return estimate == null ? Double.NaN : estimate.mean();
  }

  private static JudgedSet set(JudgedQuery... queries) {
    return new JudgedSet(List.of(queries));
  }

  private static JudgedQuery query(String id, Judgement... answers) {
    return new JudgedQuery(id, "text of " + id, Map.of(), List.of(answers));
  }

  private static Judgement answer(
      String query, String file, String method, int line, int relevance) {
    return new Judgement(query, file, method, line, relevance);
  }

  private static RankedMethod method(String file, String name, int line, int endLine) {
    return new RankedMethod(file, name, line, endLine);
  }
}
