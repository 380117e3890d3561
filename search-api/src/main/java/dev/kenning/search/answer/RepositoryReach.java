package dev.kenning.search.answer;

import dev.kenning.indexer.filter.Filter;

/// Which repositories a filter leaves to a question, whatever else it asks of a method. What is
/// around a method is looked for there and nowhere else: the same filter gives the same answer,
/// whoever asks.
final class RepositoryReach {
  private RepositoryReach() {}

  /// False only if nothing of the repository can pass.
  static boolean mayHold(Filter filter, String repository) {
    return switch (filter) {
      case Filter.InRepository wanted -> wanted.name().equals(repository);
      case Filter.And and -> and.parts().stream().allMatch(part -> mayHold(part, repository));
      case Filter.Or or -> or.parts().stream().anyMatch(part -> mayHold(part, repository));
      case Filter.Not not -> !(isOfRepositories(not.part()) && mayHold(not.part(), repository));
      case Filter.None _ -> false;
      case Filter.All _,
          Filter.UnderPath _,
          Filter.InPackage _,
          Filter.OfKind _,
          Filter.WithModifier _,
          Filter.HasFact _,
          Filter.InTests _ ->
          true;
    };
  }

  private static boolean isOfRepositories(Filter filter) {
    return switch (filter) {
      case Filter.InRepository _ -> true;
      case Filter.Or or -> or.parts().stream().allMatch(RepositoryReach::isOfRepositories);
      default -> false;
    };
  }
}
