package dev.kenning.embeddings.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Two libraries of nine examples each; the numbers of an example say what it is like.
final class BatchPlanTest {
  private static final TrainingConfig CONFIG =
      new TrainingConfig(
          3, 2, 8, 4, 2, 1, true, 1e-3, 0.1, 0.01, 0.1, 0, 0.1, 8, 8, 64, 0, Duration.ZERO, false);

  private final BatchPlan plan = new BatchPlan(examples(), CONFIG);

  @Test
  void eachGroupIsOfOneLibrary() {
    for (List<Integer> group : groups(plan.epoch(0))) {
      assertThat(group.stream().map(i -> i / 9).distinct()).hasSize(1);
    }
  }

  @Test
  void nobodyIsMetTwiceInAnEpoch() {
    assertThat(plan.epoch(0).stream().flatMap(List::stream)).hasSize(16).doesNotHaveDuplicates();
    assertThat(
            plan.hardEpoch(1, (one, other) -> -Math.abs(one - other)).stream()
                .flatMap(List::stream))
        .hasSize(16)
        .doesNotHaveDuplicates();
  }

  @Test
  void aHardGroupIsTheFirstThatIsLeftWithThoseMostLikeIt() {
    // Examples that leave the same remainder by two are alike: 5 and 4, or 4 and 5, in a library.
    List<List<Integer>> batches = plan.hardEpoch(1, (one, other) -> one % 2 == other % 2 ? 1 : 0);
    long pure =
        groups(batches).stream()
            .filter(group ->
                Set.of(0, 1).stream().anyMatch(rest -> group.stream().allMatch(i -> i % 2 == rest)))
            .count();
    assertThat(pure).isGreaterThanOrEqualTo(2);
    assertThat(groups(batches).stream().map(group -> group.stream().map(i -> i / 9).distinct()))
        .allSatisfy(libraries -> assertThat(libraries).hasSize(1));
  }

  @Test
  void everyEpochIsDrawnAnewAndTheSameForTheSameSeed() {
    assertThat(plan.epoch(1)).isNotEqualTo(plan.epoch(0));
    assertThat(new BatchPlan(examples(), CONFIG).epoch(1)).isEqualTo(plan.epoch(1));
  }

  private static List<List<Integer>> groups(List<List<Integer>> batches) {
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Integer> batch : batches) {
      groups.add(batch.subList(0, 4));
      groups.add(batch.subList(4, 8));
    }
    return groups;
  }

  private static List<TrainingExample> examples() {
    List<TrainingExample> examples = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      examples.add(
          new TrainingExample("question " + i, "passage " + i, List.of(), i < 9 ? "a" : "b"));
    }
    return examples;
  }
}
