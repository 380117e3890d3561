package dev.kenning.indexer.source;

import java.nio.file.Path;
import java.util.function.Consumer;

/// A place that holds source: a folder, a git work tree, or a `.zip` or `.jar` archive. Used by one
/// thread; what it found may be read by several while the tree is open.
public interface SourceTree extends AutoCloseable {
  /// Where it lies, absolute and without symbolic links.
  Path root();

  /// The repository name it suggests: the folder's name, or the archive's without `.jar`, `.zip`
  /// and `-sources`.
  String defaultName();

  /// Tells `visitor` of everything in the tree, in the order of the paths.
  void walk(Consumer<Discovery> visitor);

  @Override
  void close();

  /// Opens what lies at `place`.
  ///
  /// @throws SourceUnavailableException if there is nothing, or nothing that can be read
  static SourceTree open(Path place, SourceRules rules) {
    return SourceTrees.open(place, rules);
  }
}
