package dev.kenning.indexer.run;

import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.UnknownRepositoryException;
import dev.kenning.indexer.source.FollowableTree;
import dev.kenning.indexer.source.SourceRules;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.indexer.source.SourceUnavailableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Takes what changed in the tree of a followed repository into the ledger: all of it, or the
/// places that are said to have changed. What becomes of it is up to whoever follows the ledger.
/// Safe for many threads; a repository is taken by one of them at a time.
public final class TreeIntake {
  private final ChangeLedger ledger;
  private final SourceRules rules;
  private final Intake intake;

  /// @param rules what may be taken of a tree, besides what its repository leaves out
  /// @param clock the file system's time
  public TreeIntake(ChangeLedger ledger, SourceRules rules, InstantSource clock) {
    this.ledger = ledger;
    this.rules = rules;
    this.intake = new Intake(ledger, clock);
  }

  /// What a look at everything came to.
  ///
  /// @param taken what the ledger was given
  /// @param gitFolder where git keeps the index of the work tree that the root is in, if it is
  public record Scanned(Taken taken, Optional<Path> gitFolder) {}

  /// What a look at some places came to.
  ///
  /// @param taken what the ledger was given
  /// @param doubted files that are missing, empty or growing, and were left as they are in the
  ///   ledger, because they were not to be believed yet
  public record Looked(Taken taken, Set<String> doubted) {
    public Looked {
      doubted = Set.copyOf(doubted);
    }
  }

  /// Takes the whole tree, without reading what has not changed.
  ///
  /// @param entering told of each folder before its entries are listed
  /// @param emptinessIsReal asked when files are known and none is found
  /// @throws SourceUnavailableException if the root is not there or cannot be read, or is empty and
  ///   that is not to be believed; nothing was taken
  /// @throws UnknownRepositoryException if there is none of this name with a root
  public Scanned scan(String repository, Consumer<Path> entering, BooleanSupplier emptinessIsReal) {
    try (SourceTree tree = open(repository)) {
      Taken taken = intake.take(repository, tree, entering, emptinessIsReal);
      return new Scanned(
          taken, tree instanceof FollowableTree folder ? folder.gitFolder() : Optional.empty());
    }
  }

  /// Takes what lies at some places of the tree, files or folders with all that is in them. Throws
  /// as [#scan] does.
  ///
  /// @param places paths within the tree
  /// @param believed whether a file that is missing, empty or growing is to be taken as that
  /// @param entering told of each folder before its entries are listed
  public Looked look(
      String repository, Set<String> places, Predicate<String> believed, Consumer<Path> entering) {
    try (SourceTree tree = open(repository)) {
      return tree instanceof FollowableTree folder
          ? intake.look(repository, folder, places, believed, entering)
          : new Looked(intake.take(repository, tree, entering, () -> true), Set.of()); // an archive
    }
  }

  /// Tells what [#scan] would take, and takes nothing. Throws as it does.
  public Taken compare(String repository) {
    try (SourceTree tree = open(repository)) {
      return intake.compare(repository, tree);
    }
  }

  private SourceTree open(String repository) {
    RepositoryRecord known =
        ledger
            .repository(repository)
            .orElseThrow(
                () -> new UnknownRepositoryException("There is no repository named " + repository));
    String root =
        known
            .root()
            .orElseThrow(() ->
                new UnknownRepositoryException("The repository " + repository + " has no root"));
    return SourceTree.open(Path.of(root), rules.alsoExcluding(ledger.exclusions(repository)));
  }
}
