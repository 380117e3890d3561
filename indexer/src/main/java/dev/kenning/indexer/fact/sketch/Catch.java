package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;

/// A catch clause.
///
/// @param clause in the tree
/// @param statement the `try` it belongs to
/// @param types what it takes
/// @param variable its exception's
/// @param place where it stands
public record Catch(
    CatchClause clause, TryStmt statement, List<JavaType> types, Variable variable, Place place) {
  public Catch {
    types = List.copyOf(types);
  }
}
