package dev.kenning.embeddings.cache;

import java.util.List;

/// What [CacheCheck] found of a cache's file.
public sealed interface CacheCondition {
  /// There is no file; one is made when something is embedded.
  record Absent() implements CacheCondition {}

  /// The file cannot be read as a cache; whoever opens it to write sets it aside.
  ///
  /// @param reason what is wrong, without the path
  record Illegible(String reason) implements CacheCondition {}

  /// The file was read from its first row to its last.
  ///
  /// @param entryCount texts kept
  /// @param damagedCount rows whose checksum does not fit; each is a miss, never a wrong vector
  /// @param problems what SQLite says of the file's own structure, at most ten lines
  record Legible(long entryCount, long damagedCount, List<String> problems)
      implements CacheCondition {
    public Legible {
      problems = List.copyOf(problems);
    }

    public boolean isWhole() {
      return damagedCount == 0 && problems.isEmpty();
    }
  }
}
