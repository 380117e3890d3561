package dev.kenning.indexer.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// What git ignores below one folder: the folder's own `.gitignore` first, then those of the
/// folders above it up to the work tree's top, then the work tree's `info/exclude`. The first rule
/// that says anything wins. A user's global excludes are left out, so that a tree means the same to
/// everybody.
///
/// Immutable.
final class IgnoreRules {
  /// Ignores nothing: what holds outside of git.
  static final IgnoreRules NONE = new IgnoreRules(null, new IgnoreNode(), "");

  private static final int MAX_RULES_BYTES = 1 << 20;

  private final @Nullable IgnoreRules outer;
  private final IgnoreNode node;
  private final String base; // the folder's path within the work tree, "" or ending in "/"

  private IgnoreRules(@Nullable IgnoreRules outer, IgnoreNode node, String base) {
    this.outer = outer;
    this.node = node;
    this.base = base;
  }

  /// The rules at the top of a work tree.
  ///
  /// @param exclude its `info/exclude`, which need not exist
  static IgnoreRules ofWorkTree(Path exclude) throws IOException {
    return new IgnoreRules(null, parse(exclude), "");
  }

  /// These rules and those of a folder below.
  ///
  /// @param folder the folder
  /// @param path its path within the work tree, "" or ending in "/"
  IgnoreRules within(Path folder, String path) throws IOException {
    Path rules = folder.resolve(".gitignore");
    return Files.isRegularFile(rules) ? new IgnoreRules(this, parse(rules), path) : this;
  }

  /// @param path within the work tree, without a "/" at its end
  boolean ignore(String path, boolean folder) {
    for (IgnoreRules rules = this; rules != null; rules = rules.outer) {
      Boolean verdict = rules.node.checkIgnored(path.substring(rules.base.length()), folder);
      if (verdict != null) {
        return verdict;
      }
    }
    return false;
  }

  private static IgnoreNode parse(Path rules) throws IOException {
    IgnoreNode node = new IgnoreNode();
    if (Files.isRegularFile(rules)) {
      try (InputStream in = Files.newInputStream(rules)) {
        node.parse(new ByteArrayInputStream(in.readNBytes(MAX_RULES_BYTES)));
      }
    }
    return node;
  }
}
