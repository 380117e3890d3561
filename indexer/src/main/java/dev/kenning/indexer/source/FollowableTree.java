package dev.kenning.indexer.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/// A tree whose folders can be watched, and whose places can be looked at one by one.
public interface FollowableTree extends SourceTree {
  /// Walks it, telling `entering` of each folder before its entries are listed, so that what is
  /// watched from then on is missed by neither.
  void walk(Consumer<Discovery> visitor, Consumer<Path> entering);

  /// Tells of what lies at these places only, folders with all that is in them; nothing of a place
  /// where nothing lies, or that no walk would come to.
  ///
  /// @param places paths relative to the root, `/` between parts
  void look(Collection<String> places, Consumer<Discovery> visitor, Consumer<Path> entering);

  /// Where git keeps the index of the work tree that the root is in; empty outside of git.
  Optional<Path> gitFolder();
}
