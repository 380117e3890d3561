package dev.kenning.search.cli;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.ledger.ChangeLedger;
import dev.kenning.indexer.ledger.LedgerConfig;
import dev.kenning.indexer.ledger.RepositoryRecord;
import dev.kenning.indexer.ledger.SqliteChangeLedger;
import dev.kenning.indexer.run.DataDirectory;
import dev.kenning.search.query.SimilarRequest.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A line of a file, as people write it: `src/Http.java:120` from where they stand, or
/// `shop/src/Http.java:120` as answers show it.
///
/// @param typed the path as written
/// @param onDisk where that would be on disk
/// @param line counted from 1
record IndexedPlace(String typed, Path onDisk, int line) {
  static IndexedPlace parse(String text, Terminal terminal) {
    int colon = text.lastIndexOf(':');
    try {
      String path = text.substring(0, Math.max(colon, 0));
      // 88-117, as answers show it, means the method that begins there.
      int line = Integer.parseInt(text.substring(colon + 1).replaceFirst("-\\d+$", ""));
      if (path.isEmpty() || line < 1) {
        throw new NumberFormatException();
      }
      return new IndexedPlace(path, terminal.resolve(path), line);
    } catch (NumberFormatException _) {
      throw new WrongCallException(
          "'%s' is not FILE:LINE, such as src/main/java/com/shop/Http.java:120.".formatted(text));
    }
  }

  /// The same in terms of the repositories of a data directory.
  Subject in(DataDirectory directory) {
    try (ChangeLedger ledger =
        SqliteChangeLedger.openReadOnly(directory.ledgerFile(), LedgerConfig.DEFAULT)) {
      List<RepositoryRecord> repositories = ledger.repositories();
      return followed(repositories)
          .or(() -> named(repositories))
          .map(file -> new Subject.ByLine(file, line))
          .orElseThrow(() ->
              new WrongCallException(
                  "%s is in no indexed repository; there are: %s."
                      .formatted(
                          typed, repositories.stream().map(IndexedPlace::described).toList())));
    }
  }

  private Optional<FileKey> followed(List<RepositoryRecord> repositories) {
    Path real = real(onDisk);
    for (RepositoryRecord repository : repositories) {
      Optional<Path> root = repository.root().map(Path::of);
      if (root.isPresent() && real.startsWith(root.get()) && !real.equals(root.get())) {
        String relative = root.get().relativize(real).toString().replace('\\', '/');
        return Optional.of(new FileKey(repository.name(), relative));
      }
    }
    return Optional.empty();
  }

  private Optional<FileKey> named(List<RepositoryRecord> repositories) {
    return repositories.stream()
        .map(RepositoryRecord::name)
        .filter(name -> typed.startsWith(name + "/"))
        .findFirst()
        .map(name -> new FileKey(name, typed.substring(name.length() + 1)));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path; // not on disk: it may still be named the way answers name it
    }
  }

  private static String described(RepositoryRecord repository) {
    return repository.name() + repository.root().map(root -> " (" + root + ")").orElse("");
  }
}
