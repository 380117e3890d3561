package dev.kenning.search.http;

import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.search.answer.IndexStatus.Repository;
import dev.kenning.search.query.FieldProblem;
import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.query.SearchFilter;
import java.util.ArrayList;
import java.util.List;
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

  /// Repositories that are not wanted need not exist: nothing of them is found either way.
  ///
  /// @throws InvalidRequestException naming each wanted repository that does not exist
  void requireWanted(SearchFilter filter) {
    List<String> wanted = filter.wanted().repositories();
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!exists(wanted.get(i))) {
        problems.add(new FieldProblem("/filter/repositories/" + i, expected()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequestException(problems);
    }
  }

  /// The ledger is asked first, as it is by far the cheaper; the index may still show one that the
  /// ledger has let go.
  private boolean exists(String name) {
    return backend.ledger().repository(name).isPresent()
        || backend.status().repository(name).isPresent();
  }

  private String expected() {
    List<Repository> known = backend.status().repositories();
    if (known.isEmpty()) {
      return "the name of a repository; there is none yet";
    }
    String names =
        known.stream().limit(MAX_NAMED).map(Repository::name).collect(Collectors.joining(", "));
    String more = known.size() > MAX_NAMED ? " and " + (known.size() - MAX_NAMED) + " more" : "";
    return "the name of a repository: " + names + more;
  }

  private static UnknownRepositoryException unknown(String name) {
    return new UnknownRepositoryException("There is no repository named " + name);
  }
}
