package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.RepositoryRootConflictException;
import dev.kenning.indexer.source.SourceTree;
import java.nio.file.Path;
import java.util.Optional;

/// Gives a tree its repository: the name the caller wants, else the one the tree suggests; a name
/// that another root has is refused with one that is free.
public final class RepositoryNames {
  private RepositoryNames() {}

  /// Finds or makes the repository that follows `tree`.
  ///
  /// @param wanted the caller's name for it; empty for the tree's own
  /// @throws RepositoryRootConflictException if another root has the name, with a suggestion
  public static RepositoryRecord claim(
      ChangeLedger ledger, SourceTree tree, Optional<String> wanted) {
    String name = wanted.orElseGet(tree::defaultName);
    try {
      return ledger.createRepository(name, Optional.of(tree.root().toString()));
    } catch (RepositoryRootConflictException e) {
      throw new RepositoryRootConflictException(
          "%s; name this one with --repository %s"
              .formatted(e.getMessage(), free(ledger, name, tree)),
          e);
    }
  }

  /// The folder above tells two checkouts of the same name apart; else a number does.
  private static String free(ChangeLedger ledger, String name, SourceTree tree) {
    Path parent = tree.root().getParent();
    Path above = parent == null ? null : parent.getFileName();
    String candidate = above == null ? name + "-2" : above + "-" + name;
    for (int i = 2; ledger.repository(candidate).isPresent(); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }
}
