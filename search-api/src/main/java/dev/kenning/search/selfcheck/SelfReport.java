package dev.kenning.search.selfcheck;

import dev.kenning.search.evaluation.Evaluation;
import dev.kenning.search.query.SearchMode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// How a tree was answered when it was asked about itself.
///
/// @param name the tree's
/// @param methods that could answer
/// @param bySource what the answers to each kind of question were worth
/// @param byMode all questions, by the signals that ranked
/// @param packages those with most questions, weakest first
/// @param misses answers that did not come among the first ten
/// @param said mean probability that was told of first results; empty where none was
/// @param held share of first results that were the answer
/// @param undocumented public methods without documentation
public record SelfReport(
    String name,
    int methods,
    Map<OwnQuestion.Source, Evaluation> bySource,
    Map<SearchMode, Evaluation> byMode,
    List<PackageFigures> packages,
    List<Miss> misses,
    OptionalDouble said,
    double held,
    int undocumented) {
  public SelfReport {
    packages = List.copyOf(packages);
    misses = List.copyOf(misses);
  }

  /// One package.
  ///
  /// @param name the package's
  /// @param questions asked about it
  /// @param mrr mean reciprocal rank of their answers, within the first ten
  /// @param found share of them whose answer is among the first ten
  /// @param publicMethods methods others may call
  /// @param documented how many of those have documentation
  public record PackageFigures(
      String name, int questions, double mrr, double found, int publicMethods, int documented) {}
}
