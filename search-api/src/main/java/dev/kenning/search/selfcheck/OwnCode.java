package dev.kenning.search.selfcheck;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.source.CommitHistory;
import dev.kenning.indexer.source.CommitHistory.Commit;
import dev.kenning.indexer.source.SourceTree;
import dev.kenning.search.comparison.MethodCorpus;
import java.util.List;

/// A tree of somebody's own.
///
/// @param name the repository's
/// @param units every method, those of tests among them
/// @param commits the newest, if it has a history
public record OwnCode(String name, List<MethodUnit> units, List<Commit> commits) {
  private static final int MOST_COMMITS = 1_500;

  public OwnCode {
    units = List.copyOf(units);
    commits = List.copyOf(commits);
  }

  /// Reads a tree. Files that cannot be read are left out.
  public static OwnCode read(SourceTree tree) {
    return new OwnCode(
        tree.defaultName(),
        MethodCorpus.everyMethod(tree),
        CommitHistory.read(tree.root(), MOST_COMMITS));
  }

  /// What answers are made of: methods that are no tests.
  public List<MethodUnit> production() {
    return units.stream().filter(unit -> !unit.test()).toList();
  }

  /// A method without its documentation.
  static MethodUnit undocumented(MethodUnit unit) {
    return new MethodUnit(
        unit.id(),
        unit.file(),
        unit.kind(),
        unit.packageName(),
        unit.type(),
        unit.typeKind(),
        unit.name(),
        unit.symbol(),
        unit.signature(),
        unit.returnType(),
        unit.parameterTypes(),
        unit.parameterNames(),
        unit.thrownTypes(),
        unit.modifiers(),
        unit.annotations(),
        "",
        unit.typeDoc(),
        unit.span(),
        unit.code(),
        unit.statementCount(),
        unit.hasBody(),
        unit.test(),
        unit.words(),
        unit.facts(),
        unit.links());
  }
}
