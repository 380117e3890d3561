package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.type.ReferenceType;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A declaration as its reader hands it over.
///
/// @param node the declaration in the tree
/// @param sort which kind of member it is
/// @param name of the method, the type's for a constructor
/// @param returnType empty for constructors and initialisers
/// @param parameters as declared; a record's components for a compact constructor
/// @param thrown as declared
/// @param modifiers as written
/// @param doc its documentation, empty without one
/// @param test whether it is in test code
/// @param body empty for abstract and native methods
/// @param statementCount statements in the body
/// @param startLine first line of the declaration
/// @param endLine last line
public record MethodHead(
    BodyDeclaration<?> node,
    Sort sort,
    String name,
    Optional<Type> returnType,
    List<Parameter> parameters,
    List<ReferenceType> thrown,
    Set<String> modifiers,
    String doc,
    boolean test,
    Optional<BlockStmt> body,
    int statementCount,
    int startLine,
    int endLine) {
  public enum Sort {
    METHOD,
    CONSTRUCTOR,
    INITIALIZER
  }

  public boolean isStatic() {
    return modifiers.contains("static");
  }

  /// The line of the name rather than of the annotations above it.
  public int nameLine() {
    return switch (node) {
      case com.github.javaparser.ast.nodeTypes.NodeWithSimpleName<?> named ->
          named.getName().getRange().map(range -> range.begin.line).orElse(startLine);
      default -> startLine;
    };
  }
}
