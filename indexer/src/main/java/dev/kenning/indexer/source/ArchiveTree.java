package dev.kenning.indexer.source;

import java.nio.file.Path;
import java.util.function.Consumer;

/// Walks.
final class ArchiveTree implements SourceTree {
  private final Path root;
  private final SourceRules rules;

  ArchiveTree(Path root, SourceRules rules) {
    this.root = root;
    this.rules = rules;
  }

  static ArchiveTree open(Path root, SourceRules rules) {
    return new ArchiveTree(root, rules);
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public String defaultName() {
    return SourceTrees.suggestedName(root, rules.maxDepth() < 0);
  }

  @Override
  public void walk(Consumer<Discovery> visitor) {
    throw new UnsupportedOperationException("Not built yet");
  }

  @Override
  public void close() {}
}
