package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.body.BodyDeclaration;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Field;
import dev.kenning.indexer.link.FileOutline.Kind;
import dev.kenning.indexer.link.FileOutline.Method;
import dev.kenning.indexer.link.FileOutline.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A type whose members are being gathered.
final class OpenType {
  /// @param node that has the id; null for what nobody wrote
  private record Member(
      @Nullable BodyDeclaration<?> node,
      String name,
      Traits traits,
      List<String> typeParameters,
      List<String> parameterTypes,
      String returned) {}

  final String name;
  final String simpleName;
  final int index;
  final int outer;
  final Kind kind;
  final boolean isFinal;
  final List<String> parameters;
  final List<String> captured;
  String superclass = "";
  final List<String> interfaces = new ArrayList<>();
  final List<Field> fields = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  OpenType(
      String name,
      String simpleName,
      int index,
      int outer,
      Kind kind,
      boolean isFinal,
      List<String> parameters,
      List<String> captured) {
    this.name = name;
    this.simpleName = simpleName;
    this.index = index;
    this.outer = outer;
    this.kind = kind;
    this.isFinal = isFinal;
    this.parameters = parameters;
    this.captured = captured;
  }

  void addMethod(
      @Nullable BodyDeclaration<?> node,
      String method,
      Traits traits,
      List<String> typeParameters,
      List<String> parameterTypes,
      String returned) {
    members.add(new Member(node, method, traits, typeParameters, parameterTypes, returned));
  }

  boolean hasMethod(String method, List<String> parameterTypes) {
    return members.stream()
        .anyMatch(m -> m.name().equals(method) && m.parameterTypes().equals(parameterTypes));
  }

  FileOutline.Type close(Map<BodyDeclaration<?>, MethodId> ids) {
    return new FileOutline.Type(
        name,
        outer,
        kind,
        isFinal,
        parameters,
        captured,
        superclass,
        interfaces,
        fields,
        members.stream().map(member -> close(member, ids)).toList());
  }

  private static Method close(Member member, Map<BodyDeclaration<?>, MethodId> ids) {
    Optional<MethodId> id =
        member.node() == null ? Optional.empty() : Optional.ofNullable(ids.get(member.node()));
    return new Method(
        id,
        member.name(),
        member.traits(),
        member.typeParameters(),
        member.parameterTypes(),
        member.returned());
  }
}
