package dev.kenning.embeddings.training;

import java.util.List;

/// A question with the passage that answers it.
///
/// @param query what a developer would ask
/// @param passage the text that stands for the method, as it is embedded
/// @param negatives passages that look alike and do not answer; may be empty
/// @param group what it comes from, such as a library: examples of one group are harder to tell
///   apart than those of different ones
public record TrainingExample(String query, String passage, List<String> negatives, String group) {
  public TrainingExample {
    negatives = List.copyOf(negatives);
    if (query.isBlank() || passage.isBlank()) {
      throw new IllegalArgumentException("An example has a query and a passage");
    }
  }
}
