package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.nodeTypes.NodeWithTypeParameters;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.VoidType;
import com.github.javaparser.ast.type.WildcardType;
import dev.kenning.indexer.link.WrittenType;
import java.util.List;
import java.util.stream.Collectors;

/// Types in the form of [WrittenType].
final class TypeText {
  private static final int MAX_DEPTH = 12;

  private final Scopes scopes;

  TypeText(Scopes scopes) {
    this.scopes = scopes;
  }

  /// Empty for types that are not written.
  String of(Type type) {
    return of(type, 0);
  }

  private String of(Type type, int depth) {
    if (depth > MAX_DEPTH) {
      return "?";
    }
    return switch (type) {
      case PrimitiveType p -> p.getType().asString();
      case VoidType _ -> "void";
      case ArrayType a -> of(a.getComponentType(), depth + 1) + "[]";
      case WildcardType w ->
          w.getExtendedType()
              .map(bound -> "+" + of(bound, depth + 1))
              .or(() -> w.getSuperType().map(bound -> "-" + of(bound, depth + 1)))
              .orElse("?");
      case UnionType u ->
          u.getElements().stream().map(t -> of(t, depth + 1)).collect(Collectors.joining("|"));
      case IntersectionType i -> of(i.getElements().getFirst().orElseThrow(), depth + 1);
      case ClassOrInterfaceType c -> named(c, depth);
      default -> "";
    };
  }

  private String named(ClassOrInterfaceType type, int depth) {
    String name = type.getNameWithScope();
    String local = type.getScope().isEmpty() ? scopes.type(name) : null;
    String arguments =
        type.getTypeArguments()
            .filter(list -> !list.isEmpty())
            .map(list ->
                list.stream().map(t -> of(t, depth + 1)).collect(Collectors.joining(",", "<", ">")))
            .orElse("");
    return (local == null ? name : WrittenType.ofLocal(local)) + arguments;
  }

  List<String> parameters(NodeWithTypeParameters<?> declaration) {
    return parameters(declaration.getTypeParameters());
  }

  List<String> parameters(NodeList<TypeParameter> parameters) {
    return parameters.stream()
        .map(p ->
            p.getTypeBound().isEmpty()
                ? p.getNameAsString()
                : p.getNameAsString() + ":" + of(p.getTypeBound().getFirst().orElseThrow()))
        .toList();
  }
}
