package dev.kenning.indexer.method;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;

/// The type that members are being collected from.
///
/// @param type its name with its package, `com.shop.Http.Retry`
/// @param simpleName what its constructors are called
/// @param kind `class`, `interface`, `record`, `enum` or `annotation`
/// @param doc the first sentence of its documentation
/// @param chain the types and members around its members, outermost first
/// @param components of a record, which its compact constructor takes
/// @param test whether an annotation says that it is test code
record EnclosingScope(
    String type,
    String simpleName,
    String kind,
    String doc,
    List<String> chain,
    NodeList<Parameter> components,
    boolean test) {

  static EnclosingScope topLevel(String packageName, TypeDeclaration<?> type, String simpleName) {
    return new EnclosingScope(
        packageName.isEmpty() ? simpleName : packageName + "." + simpleName,
        simpleName,
        kindOf(type),
        DocComment.firstSentence(type),
        List.of(simpleName),
        componentsOf(type),
        TestCode.isMarked(type.getAnnotations()));
  }

  EnclosingScope member(TypeDeclaration<?> nested) {
    String name = nested.getNameAsString();
    return within(nested, type + "." + name, List.of(name));
  }

  /// @param memberName the member it stands in, `send`
  /// @param memberKey the same, told from its overloads: `send(Request)`
  /// @param ordinal counts the local types of this name in the member, from 1
  EnclosingScope local(
      TypeDeclaration<?> nested, String memberName, String memberKey, int ordinal) {
    String part = "$" + ordinal + nested.getNameAsString();
    return within(nested, type + "." + memberName + part, List.of(memberKey, part));
  }

  /// @param madeFrom the class or interface it is made from, as written, which stands in for
  ///   documentation
  /// @param ordinal counts the anonymous types in the member, from 1
  EnclosingScope anonymous(String madeFrom, String memberName, String memberKey, int ordinal) {
    return new EnclosingScope(
        type + "." + memberName + "$" + ordinal,
        "$" + ordinal,
        "class",
        madeFrom,
        extended(List.of(memberKey, "$" + ordinal)),
        new NodeList<>(),
        test);
  }

  private EnclosingScope within(TypeDeclaration<?> nested, String name, List<String> parts) {
    return new EnclosingScope(
        name,
        nested.getNameAsString(),
        kindOf(nested),
        DocComment.firstSentence(nested),
        extended(parts),
        componentsOf(nested),
        test || TestCode.isMarked(nested.getAnnotations()));
  }

  private List<String> extended(List<String> parts) {
    List<String> longer = new ArrayList<>(chain);
    longer.addAll(parts);
    return List.copyOf(longer);
  }

  private static NodeList<Parameter> componentsOf(TypeDeclaration<?> type) {
    return type instanceof RecordDeclaration declared ? declared.getParameters() : new NodeList<>();
  }

  private static String kindOf(TypeDeclaration<?> type) {
    return switch (type) {
      case ClassOrInterfaceDeclaration c -> c.isInterface() ? "interface" : "class";
      case RecordDeclaration _ -> "record";
      case EnumDeclaration _ -> "enum";
      case AnnotationDeclaration _ -> "annotation";
      default -> "class";
    };
  }
}
