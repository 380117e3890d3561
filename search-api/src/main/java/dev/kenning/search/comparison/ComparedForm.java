package dev.kenning.search.comparison;

import dev.kenning.search.evaluation.Evaluation;
import java.util.List;

/// What one model and passage form, or two together, came to.
///
/// @param name of the model and the form
/// @param tokenCount tokens read for all methods: what indexing costs
/// @param cosines where they lie, for each model and form
/// @param semantic ranked by meaning alone
/// @param hybrid ranked by meaning and words
public record ComparedForm(
    String name, long tokenCount, List<Cosines> cosines, Evaluation semantic, Evaluation hybrid) {
  public ComparedForm {
    cosines = List.copyOf(cosines);
  }

  /// Cosines of intents with arbitrary methods.
  ///
  /// @param mean their mean
  /// @param deviation their standard deviation
  public record Cosines(double mean, double deviation) {}
}
