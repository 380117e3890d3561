package dev.kenning.search.http;

import dev.kenning.indexer.ledger.LedgerUnavailableException;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.search.access.Caller;
import dev.kenning.search.access.Visibility;
import dev.kenning.search.answer.IndexStatus.Repository;
import dev.kenning.search.query.FieldProblem;
import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.query.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds the names in requests to the repositories there are. A question about a repository that
/// does not exist is a slip, and no results would hide it.
final class KnownRepositories {
  private static final int MAX_NAMED = 10;

  private final Backend backend;

  KnownRepositories(Backend backend) {
    this.backend = backend;
  }

  /// @throws UnknownRepositoryException if the ledger has none of this name
  RepositoryRecord require(String name) {
    return backend.ledger().repository(name).orElseThrow(() -> unknown(name));
  }

  /// @throws UnknownRepositoryException if neither the ledger nor the index has one of this name
  Repository requireState(String name) {
    return backend.status().repository(name).orElseThrow(() -> unknown(name));
  }

  /// Those that there are for a caller.
  List<Repository> seenBy(Caller caller) {
    return backend.status().repositories().stream()
        .filter(known -> caller.sees(known.name()))
        .toList();
  }

  /// A filter that keeps to what there is for a caller, and says so to the store: what is not there
  /// for it must not even be ranked.
  static SearchFilter within(Caller caller, SearchFilter filter) {
    return switch (caller.visibility()) {
      case Visibility.Everything _ -> filter;
      case Visibility.Only(Set<String> repositories) ->
          filter.within(repositories.stream().sorted().toList());
    };
  }

  /// Repositories that are not wanted need not exist: nothing of them is found either way.
  ///
  /// @throws InvalidRequestException naming each wanted repository that does not exist
  void requireWanted(Caller caller, SearchFilter filter) {
    List<String> wanted = filter.wanted().repositories();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!caller.sees(wanted.get(i)) || !exists(wanted.get(i))) {
        problems.add(new FieldProblem("/filter/repositories/" + i, expected(caller)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(problems);
    }
  }

  /// The ledger is asked first, as it is by far the cheaper; the index may still show one that the
  /// ledger has let go. While the ledger does not say, nothing is held to be a slip.
  private boolean exists(String name) {
    try {
      return backend.ledger().repository(name).isPresent()
          || backend.status().repository(name).isPresent();
    } catch (LedgerUnavailableException _) {
      return true;
    }
  }

  private String expected(Caller caller) {
    List<Repository> known = seenBy(caller);
    if (known.isEmpty()) {
      return "the name of a repository; there is none yet";
    }
    String names =
        known.stream().limit(MAX_NAMED).map(Repository::name).collect(Collectors.joining(", "));
    String more = known.size() > MAX_NAMED ? " and " + (known.size() - MAX_NAMED) + " more" : "";
    return "the name of a repository: " + names + more;
  }

  static UnknownRepositoryException unknown(String name) {
    return new UnknownRepositoryException("There is no repository named " + name);
  }
}
