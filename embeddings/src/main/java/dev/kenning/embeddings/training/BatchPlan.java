package dev.kenning.embeddings.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Which examples meet in which batch. A batch is made of groups that each come from one library,
/// because telling a method from its neighbours is what search has to do, and of several libraries,
/// because it has to tell those apart as well.
///
/// A pure function of the examples and the seed: a run that resumes at step k meets the batches it
/// would have met.
final class BatchPlan {
  private final List<TrainingExample> examples;
  private final TrainingConfig config;

  BatchPlan(List<TrainingExample> examples, TrainingConfig config) {
    this.examples = List.copyOf(examples);
    this.config = config;
  }

  /// Steps in one epoch; examples that do not fill a group sit out this epoch.
  int stepsPerEpoch() {
    return epoch(0).size();
  }

  /// The batches of an epoch, as positions of examples.
  List<List<Integer>> epoch(int number) {
    Random random = new Random(config.seed() * 1_000_003 + number);
    List<List<Integer>> groups = groups(random);
    Collections.shuffle(groups, random);
    int groupsPerBatch = config.batchSize() / config.groupSize();
    List<List<Integer>> batches = new ArrayList<>();
    for (int first = 0; first + groupsPerBatch <= groups.size(); first += groupsPerBatch) {
      batches.add(
          groups.subList(first, first + groupsPerBatch).stream().flatMap(List::stream).toList());
    }
    return batches;
  }

  private List<List<Integer>> groups(Random random) {
    Map<String, List<Integer>> byLibrary = new LinkedHashMap<>();
    for (int i = 0; i < examples.size(); i++) {
      byLibrary.computeIfAbsent(examples.get(i).group(), _ -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Integer> library : byLibrary.values()) {
      Collections.shuffle(library, random);
      int size = config.groupSize();
      for (int first = 0; first + size <= library.size(); first += size) {
        groups.add(List.copyOf(library.subList(first, first + size)));
      }
    }
    return groups;
  }
}
