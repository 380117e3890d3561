package dev.kenning.indexer.store;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the methods of a snapshot say of each other, as it was kept: texts by the words of
/// [dev.kenning.indexer.link.MethodLinks]. What they mean is not decided here. As long-lived and as
/// safe as the snapshot it is of; orders are the store's own.
public interface LinkTable {
  /// Whether they were kept at all: an index that was made before they were answers until its
  /// successor is built.
  boolean areKept();

  Optional<LinkedMethod> method(MethodId id);

  /// The methods with a call that is looked up by `term`.
  ///
  /// @param repositories those that may be looked at, by name
  /// @param limit of methods given back
  List<LinkedMethod> calling(String term, Predicate<String> repositories, int limit);

  /// The files that declare a type of this qualified name, each by the method that bears its
  /// outline.
  List<LinkedMethod> declaring(String type);

  /// The files with a type that extends or implements something of this simple name, likewise.
  ///
  /// @param limit of files given back
  List<LinkedMethod> extending(String simpleName, int limit);

  /// The method that bears the outline of a file; empty if none of its methods does.
  Optional<LinkedMethod> outline(FileKey file);
}
