package dev.kenning.indexer.source;

import dev.kenning.indexer.filter.Glob;
import java.util.List;
import java.util.stream.Stream;

/// What may be taken of a tree.
///
/// @param excludes paths that are left out although they are Java source
/// @param maxFileBytes the largest file that is read; larger ones are skipped
/// @param maxFileCount the most files, of any kind, that one tree may hold; the rest is skipped
/// @param maxDepth folders within folders that are entered
public record SourceRules(List<Glob> excludes, int maxFileBytes, int maxFileCount, int maxDepth) {
  /// Nothing excluded; files up to 2 MiB (as large as is parsed), 2,000,000 files, 128 folders
  /// deep.
  public static final SourceRules DEFAULT = new SourceRules(List.of(), 2 << 20, 2_000_000, 128);

  public SourceRules {
    excludes = List.copyOf(excludes);
    if (maxFileBytes < 1 || maxFileCount < 1 || maxDepth < 1) {
      throw new IllegalArgumentException(
          "Bounds are 1 or more, not %d, %d, %d".formatted(maxFileBytes, maxFileCount, maxDepth));
    }
  }

  /// These, and besides what the globs of these patterns name.
  public SourceRules alsoExcluding(List<String> patterns) {
    return excluding(Stream.concat(excludes.stream(), patterns.stream().map(Glob::new)).toList());
  }

  public SourceRules excluding(List<Glob> globs) {
    return new SourceRules(globs, maxFileBytes, maxFileCount, maxDepth);
  }
}
