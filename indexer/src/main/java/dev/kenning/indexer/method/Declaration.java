package dev.kenning.indexer.method;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.type.ReferenceType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import java.util.List;
import java.util.Optional;

/// What the five kinds of declaration that become units have in common.
///
/// @param node the declaration in the tree
/// @param kind method, constructor or initialiser
/// @param name of the method, the type's for a constructor, `<clinit>` or `<init>`
/// @param returnType empty for constructors and initialisers
/// @param parameters of the record for a compact constructor
record Declaration(
    BodyDeclaration<?> node,
    MethodKind kind,
    String name,
    Optional<Type> returnType,
    List<TypeParameter> typeParameters,
    List<Parameter> parameters,
    List<ReferenceType> thrown,
    List<Modifier> modifiers,
    Optional<BlockStmt> body) {

  /// Empty for members that are no units.
  static Optional<Declaration> of(BodyDeclaration<?> member, EnclosingScope scope) {
    return switch (member) {
      case MethodDeclaration m ->
          Optional.of(
              new Declaration(
                  m,
                  MethodKind.METHOD,
                  m.getNameAsString(),
                  Optional.of(m.getType()),
                  m.getTypeParameters(),
                  m.getParameters(),
                  m.getThrownExceptions(),
                  m.getModifiers(),
                  m.getBody()));
      case ConstructorDeclaration c ->
          Optional.of(
              new Declaration(
                  c,
                  MethodKind.CONSTRUCTOR,
                  c.getNameAsString(),
                  Optional.empty(),
                  c.getTypeParameters(),
                  c.getParameters(),
                  c.getThrownExceptions(),
                  c.getModifiers(),
                  Optional.of(c.getBody())));
      case CompactConstructorDeclaration c ->
          Optional.of(
              new Declaration(
                  c,
                  MethodKind.CONSTRUCTOR,
                  c.getNameAsString(),
                  Optional.empty(),
                  c.getTypeParameters(),
                  scope.components(),
                  c.getThrownExceptions(),
                  c.getModifiers(),
                  Optional.of(c.getBody())));
      case AnnotationMemberDeclaration a ->
          Optional.of(
              new Declaration(
                  a,
                  MethodKind.METHOD,
                  a.getNameAsString(),
                  Optional.of(a.getType()),
                  List.of(),
                  List.of(),
                  List.of(),
                  a.getModifiers(),
                  Optional.empty()));
      case InitializerDeclaration i ->
          Optional.of(
              new Declaration(
                  i,
                  MethodKind.INITIALIZER,
                  i.isStatic() ? "<clinit>" : "<init>",
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  List.of(),
                  i.isStatic() ? List.of(Modifier.staticModifier()) : List.of(),
                  Optional.of(i.getBody())));
      default -> Optional.empty();
    };
  }
}
