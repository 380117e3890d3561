package dev.kenning.search.cli;

import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.query.RepositoryNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A tree to index.
///
/// @param place folder or archive, absolute
/// @param name the repository's, if the caller chose one
record IndexTarget(Path place, Optional<String> name) {
  IndexTarget {
    name.ifPresent(IndexTarget::requireName);
  }

  /// The chosen name, else the one the tree suggests.
  ///
  /// @throws WrongCallException if that could not stand in an address or an answer
  String nameFor(SourceTree tree) {
    String chosen = name.orElseGet(tree::defaultName);
    requireName(chosen);
    return chosen;
  }

  private static void requireName(String name) {
    if (!RepositoryNames.isWellFormed(name)) {
      throw new WrongCallException(
          "'%s' cannot name a repository: --repository takes %s."
              .formatted(name, RepositoryNames.EXPECTED));
    }
  }

  /// Reads a list: one path a line, after a tab the repository's name if it is not to be the
  /// folder's; blank lines and those that begin with # are passed over. Relative paths are relative
  /// to the list.
  static List<IndexTarget> list(Path file) throws IOException {
    Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    List<IndexTarget> targets = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        continue;
      }
      String[] parts = line.strip().split("\\t+", -1);
      if (parts.length > 2) {
        throw new WrongCallException(
            "%s:%d: expected PATH, or PATH, a tab and a NAME.".formatted(file, number));
      }
      try {
        targets.add(
            new IndexTarget(
                base.resolve(parts[0].strip()).normalize(),
                parts.length == 2 ? Optional.of(parts[1].strip()) : Optional.empty()));
      } catch (InvalidPathException e) {
        throw new WrongCallException("%s:%d: %s.".formatted(file, number, e.getMessage()));
      } catch (WrongCallException e) {
        throw new WrongCallException("%s:%d: %s".formatted(file, number, e.getMessage()));
      }
    }
    if (targets.isEmpty()) {
      throw new WrongCallException(file + " lists no path.");
    }
    return targets;
  }
}
