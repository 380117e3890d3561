package dev.kenning.search.access;

import java.util.Set;

/// Which repositories there are for a caller. The others look as if they did not exist.
public sealed interface Visibility {
  boolean sees(String repository);

  /// All, those to come included.
  record Everything() implements Visibility {
    @Override
    public boolean sees(String repository) {
      return true;
    }
  }

  /// Those named, at least one, whether they exist or not.
  record Only(Set<String> repositories) implements Visibility {
    public Only {
      repositories = Set.copyOf(repositories);
      if (repositories.isEmpty()) {
        throw new IllegalArgumentException("Name at least one repository");
      }
    }

    @Override
    public boolean sees(String repository) {
      return repositories.contains(repository);
    }
  }
}
