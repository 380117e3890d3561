package dev.kenning.embeddings.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/// Which examples meet in which batch. A batch is made of groups that each come from one library,
/// because telling a method from its neighbours is what search has to do, and of several libraries,
/// because it has to tell those apart as well. Which of a library's examples make a group is drawn,
/// or decided by a model: those that it takes for one another are what it has still to learn (hard
/// negatives; Xiong et al., 2021, "Approximate Nearest Neighbor Negative Contrastive Learning").
///
/// A pure function of the examples, the seed and, where it is asked, the model.
final class BatchPlan {
  private final List<TrainingExample> examples;
  private final TrainingConfig config;

  BatchPlan(List<TrainingExample> examples, TrainingConfig config) {
    this.examples = List.copyOf(examples);
    this.config = config;
  }

  /// What a model makes of two examples.
  @FunctionalInterface
  interface Likeness {
    /// Larger when the question of one seems to be answered by the passage of the other.
    double of(int one, int other);
  }

  /// Steps in one epoch; examples that do not fill a group sit out this epoch.
  int stepsPerEpoch() {
    return epoch(0).size();
  }

  /// The batches of an epoch, as positions of examples.
  List<List<Integer>> epoch(int number) {
    return epoch(number, this::asTheyCome);
  }

  /// The same with groups of examples that are hard to tell apart.
  List<List<Integer>> hardEpoch(int number, Likeness likeness) {
    return epoch(number, library -> alike(library, likeness));
  }

  private List<List<Integer>> epoch(
      int number, Function<List<Integer>, List<List<Integer>>> grouping) {
    Random random = new Random(config.seed() * 1_000_003 + number);
    List<List<Integer>> groups = groups(random, grouping);
    Collections.shuffle(groups, random);
    int groupsPerBatch = config.batchSize() / config.groupSize();
    List<List<Integer>> batches = new ArrayList<>();
    for (int first = 0; first + groupsPerBatch <= groups.size(); first += groupsPerBatch) {
      batches.add(
          groups.subList(first, first + groupsPerBatch).stream().flatMap(List::stream).toList());
    }
    return batches;
  }

  private List<List<Integer>> groups(
      Random random, Function<List<Integer>, List<List<Integer>>> grouping) {
    Map<String, List<Integer>> byLibrary = new LinkedHashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      byLibrary.computeIfAbsent(examples.get(i).group(), _ -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Integer> library : byLibrary.values()) {
      Collections.shuffle(library, random);
      groups.addAll(grouping.apply(library));
    }
    return groups;
  }

  private List<List<Integer>> asTheyCome(List<Integer> library) {
    List<List<Integer>> groups = new ArrayList<>();
    int size = config.groupSize();
    for (int first = 0; first + size <= library.size(); first += size) {
      groups.add(List.copyOf(library.subList(first, first + size)));
    }
    return groups;
  }

  /// The first that is left, with those that are most like it, until too few are left.
  private List<List<Integer>> alike(List<Integer> library, Likeness likeness) {
    List<List<Integer>> groups = new ArrayList<>();
    List<Integer> left = new ArrayList<>(library);
    while (left.size() >= config.groupSize()) {
      int first = left.removeFirst();
      Set<Integer> group = new LinkedHashSet<>(List.of(first));
      left.stream()
          .map(other -> new Neighbour(other, likeness.of(first, other)))
          .sorted(Comparator.comparingDouble(Neighbour::likeness).reversed())
          .limit(config.groupSize() - 1L)
          .forEach(neighbour -> group.add(neighbour.example()));
      left.removeAll(group);
      groups.add(List.copyOf(group));
    }
    return groups;
  }

  private record Neighbour(int example, double likeness) {}
}
