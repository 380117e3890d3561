package dev.kenning.indexer.source;

import dev.kenning.indexer.source.Discovery.Skipped;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Which files are wanted, by name and size alone: the same for folders and archives.
final class FileKinds {
  /// What decoding puts in the place of bytes that are no text.
  private static final char UNDECODABLE = '\uFFFD';

  private final SourceRules rules;
  private final List<Exclusion> exclusions;

  FileKinds(SourceRules rules) {
    this.rules = rules;
    this.exclusions =
        rules.excludes().stream()
            .map(glob -> new Exclusion(glob.pattern(), glob.matcher()))
            .toList();
  }

  private record Exclusion(String pattern, Predicate<String> matcher) {}

  boolean isJava(String path) {
    return path.endsWith(".java");
  }

  /// Why a file is not wanted, if it is not.
  Optional<Skipped> refuse(String path, long sizeBytes) {
    if (!isJava(path)) {
      return refused(path, SkipReason.NOT_JAVA, "");
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.equals("package-info.java") || name.equals("module-info.java")) {
      return refused(path, SkipReason.NO_METHODS, "");
    }
    for (Exclusion exclusion : exclusions) {
      if (exclusion.matcher().test(path)) {
        return refused(path, SkipReason.EXCLUDED, exclusion.pattern());
      }
    }
    if (path.indexOf(UNDECODABLE) >= 0) {
      return refused(path, SkipReason.NAME_NOT_TEXT, "");
    }
    if (sizeBytes > rules.maxFileBytes()) {
      return refused(
          path,
          SkipReason.TOO_LARGE,
          "%,d bytes; %,d are read".formatted(sizeBytes, rules.maxFileBytes()));
    }
    return Optional.empty();
  }

  private static Optional<Skipped> refused(String path, SkipReason reason, String detail) {
    return Optional.of(new Skipped(path, reason, detail));
  }
}
