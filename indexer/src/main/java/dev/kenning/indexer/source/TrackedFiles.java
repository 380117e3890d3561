package dev.kenning.indexer.source;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files git tracks in a work tree. They belong to it whatever the ignore rules say: a package
/// named `build` beside the rule `build/` is the usual case. Its index is read when a rule first
/// ignores something, once. For one thread.
final class TrackedFiles {
  private final WorkTree tree;
  private @Nullable Set<String> places; // Java files and all folders above them

  TrackedFiles(WorkTree tree) {
    this.tree = tree;
  }

  /// Whether git tracks this file, or a Java file below this folder.
  boolean hold(String path, boolean folder) {
    if (places == null) {
      places = read();
    }
    return places.contains(folder ? path + "/" : path);
  }

  private Set<String> read() {
    Set<String> found = new HashSet<>();
    try {
      for (String file : GitIndex.paths(tree.gitFolder().resolve("index"))) {
        if (file.endsWith(".java") && found.add(file)) {
          int slash = file.lastIndexOf('/');
          while (slash > 0 && found.add(file.substring(0, slash + 1))) {
            slash = file.lastIndexOf('/', slash - 1);
          }
        }
      }
    } catch (IOException e) {
      // No index, or one of a kind we do not know: then the rules alone decide.
      return Set.of();
    }
    return found;
  }
}
