package dev.kenning.indexer.fact.link;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.kenning.indexer.link.CallTerms;
import dev.kenning.indexer.link.Expr;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Field;
import dev.kenning.indexer.link.FileOutline.Kind;
import dev.kenning.indexer.link.FileOutline.Traits;
import dev.kenning.indexer.link.LocalVariable;
import dev.kenning.indexer.link.MethodCalls;
import dev.kenning.indexer.link.MethodLinks;
import dev.kenning.indexer.link.WrittenType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks the types of a file and their members, and the types inside members where it meets them.
final class MemberWalk {
  private static final Traits IMPLIED = new Traits(false, false, false, false, false);
  private static final Traits IMPLIED_STATIC = new Traits(true, false, false, false, false);

  private final String packageName;
  private final Scopes scopes = new Scopes();
  private final TypeText text = new TypeText(scopes);
  private final List<OpenType> types = new ArrayList<>();
  private final IdentityHashMap<BodyDeclaration<?>, MethodLinks> links = new IdentityHashMap<>();
  private final Map<String, Integer> localCounts = new HashMap<>();

  /// Type parameters of the methods around.
  private List<String> captured = List.of();

  MemberWalk(String packageName) {
    this.packageName = packageName;
  }

  List<OpenType> types() {
    return List.copyOf(types);
  }

  IdentityHashMap<BodyDeclaration<?>, MethodLinks> links() {
    return links;
  }

  TypeText text() {
    return text;
  }

  Scopes scopes() {
    return scopes;
  }

  void topLevel(TypeDeclaration<?> type, String simpleName) {
    scopes.open();
    declare(type, packageName.isEmpty() ? simpleName : packageName + "." + simpleName, null);
    scopes.close();
  }

  /// A class or record inside a body.
  void local(TypeDeclaration<?> type, OpenType outer, String member) {
    String name = localName(outer, member) + type.getNameAsString();
    scopes.declareType(type.getNameAsString(), name);
    declare(type, name, outer);
  }

  void anonymous(ObjectCreationExpr creation, OpenType outer, String member) {
    OpenType type = open(localName(outer, member), "", outer, Kind.CLASS, true, List.of());
    type.superclass = text.of(creation.getType());
    members(creation.getAnonymousClassBody().orElseThrow(), type);
  }

  private void constant(EnumConstantDeclaration constant, OpenType outer) {
    new ExpressionWalk(this, outer, constant.getNameAsString(), "").all(constant.getArguments());
    if (!constant.getClassBody().isEmpty()) {
      String name = localName(outer, constant.getNameAsString());
      OpenType type = open(name, "", outer, Kind.CLASS, true, List.of());
      type.superclass = WrittenType.ofLocal(outer.name);
      members(constant.getClassBody(), type);
    }
  }

  private String localName(OpenType outer, String member) {
    String stem = outer.name + "." + member + "$";
    return stem + localCounts.merge(stem, 1, Integer::sum);
  }

  private OpenType open(
      String name,
      String simpleName,
      @Nullable OpenType outer,
      Kind kind,
      boolean isFinal,
      List<String> parameters) {
    OpenType type =
        new OpenType(
            name,
            simpleName,
            types.size(),
            outer == null ? -1 : outer.index,
            kind,
            isFinal,
            parameters,
            captured);
    types.add(type);
    return type;
  }

  private void declare(TypeDeclaration<?> declaration, String name, @Nullable OpenType outer) {
    String simple = declaration.getNameAsString();
    switch (declaration) {
      case ClassOrInterfaceDeclaration c -> {
        boolean isFinal = c.hasModifier(Modifier.Keyword.FINAL);
        Kind kind = c.isInterface() ? Kind.INTERFACE : Kind.CLASS;
        OpenType type = open(name, simple, outer, kind, isFinal, text.parameters(c));
        if (c.isInterface()) {
          c.getExtendedTypes().forEach(t -> type.interfaces.add(text.of(t)));
        } else {
          c.getExtendedTypes().forEach(t -> type.superclass = text.of(t));
          c.getImplementedTypes().forEach(t -> type.interfaces.add(text.of(t)));
        }
        members(c.getMembers(), type);
      }
      case RecordDeclaration r -> {
        OpenType type = open(name, simple, outer, Kind.RECORD, true, text.parameters(r));
        r.getImplementedTypes().forEach(t -> type.interfaces.add(text.of(t)));
        r.getParameters()
            .forEach(p -> type.fields.add(new Field(p.getNameAsString(), parameterType(p))));
        members(r.getMembers(), type);
        complete(r, type);
      }
      case EnumDeclaration e -> {
        OpenType type = open(name, simple, outer, Kind.ENUM, false, List.of());
        e.getImplementedTypes().forEach(t -> type.interfaces.add(text.of(t)));
        String self = WrittenType.ofLocal(name);
        e.getEntries().forEach(c -> type.fields.add(new Field(c.getNameAsString(), self)));
        type.addMethod(null, "values", IMPLIED_STATIC, List.of(), List.of(), self + "[]");
        type.addMethod(null, "valueOf", IMPLIED_STATIC, List.of(), List.of("String"), self);
        e.getEntries().forEach(c -> constant(c, type));
        members(e.getMembers(), type);
      }
      case AnnotationDeclaration a -> {
        OpenType type = open(name, simple, outer, Kind.ANNOTATION, false, List.of());
        members(a.getMembers(), type);
      }
      default -> {}
    }
  }

  /// What a record has without anybody writing it.
  private void complete(RecordDeclaration declaration, OpenType type) {
    List<String> components =
        declaration.getParameters().stream().map(this::parameterType).toList();
    for (Parameter component : declaration.getParameters()) {
      if (!type.hasMethod(component.getNameAsString(), List.of())) {
        type.addMethod(
            null,
            component.getNameAsString(),
            IMPLIED,
            List.of(),
            List.of(),
            parameterType(component));
      }
    }
    if (!type.hasMethod(FileOutline.CONSTRUCTOR, components)) {
      type.addMethod(null, FileOutline.CONSTRUCTOR, IMPLIED, List.of(), components, "");
    }
  }

  String parameterType(Parameter parameter) {
    return text.of(parameter.getType()) + (parameter.isVarArgs() ? "[]" : "");
  }

  private void members(NodeList<BodyDeclaration<?>> members, OpenType type) {
    List<String> around = captured;
    scopes.open();
    for (BodyDeclaration<?> member : members) {
      if (member instanceof FieldDeclaration field) {
        for (VariableDeclarator variable : field.getVariables()) {
          scopes.hide(variable.getNameAsString());
          type.fields.add(new Field(variable.getNameAsString(), text.of(variable.getType())));
        }
      }
    }
    type.fields.forEach(field -> scopes.hide(field.name()));
    for (BodyDeclaration<?> member : members) {
      switch (member) {
        case TypeDeclaration<?> nested ->
            declare(nested, type.name + "." + nested.getNameAsString(), type);
        case FieldDeclaration field ->
            field
                .getVariables()
                .forEach(v ->
                    v.getInitializer()
                        .ifPresent(new ExpressionWalk(this, type, v.getNameAsString(), "")::root));
        case MethodDeclaration method -> method(method, type);
        case ConstructorDeclaration constructor -> constructor(constructor, type);
        case CompactConstructorDeclaration compact -> compactConstructor(compact, type);
        case AnnotationMemberDeclaration element -> {
          Traits traits = new Traits(false, false, false, true, false);
          type.addMethod(
              element,
              element.getNameAsString(),
              traits,
              List.of(),
              List.of(),
              text.of(element.getType()));
        }
        case InitializerDeclaration block -> {
          type.addMethod(block, FileOutline.INITIALIZER, IMPLIED, List.of(), List.of(), "void");
          String name = block.isStatic() ? "<clinit>" : "<init>";
          body(block, name, block.getBody(), List.of(), type, null);
        }
        default -> {}
      }
    }
    scopes.close();
    captured = around;
  }

  private void method(MethodDeclaration method, OpenType type) {
    boolean inInterface = type.kind == Kind.INTERFACE;
    Traits traits =
        new Traits(
            method.isStatic(),
            method.isPrivate(),
            method.isFinal(),
            method.isAbstract() || (inInterface && method.getBody().isEmpty()),
            isVariable(method));
    type.addMethod(
        method,
        method.getNameAsString(),
        traits,
        text.parameters(method),
        parameterTypes(method),
        text.of(method.getType()));
    method
        .getBody()
        .ifPresent(body -> callable(method, method.getNameAsString(), body, type, null));
  }

  private void constructor(ConstructorDeclaration constructor, OpenType type) {
    boolean isPrivate = constructor.isPrivate();
    type.addMethod(
        constructor,
        FileOutline.CONSTRUCTOR,
        new Traits(false, isPrivate, false, false, isVariable(constructor)),
        text.parameters(constructor),
        parameterTypes(constructor),
        "");
    boolean implied =
        type.kind == Kind.CLASS
            && !type.superclass.isEmpty()
            && constructor.getBody().getStatements().stream()
                .noneMatch(ExplicitConstructorInvocationStmt.class::isInstance);
    Expr.Chain chain =
        implied
            ? new Expr.Chain(
                false, List.of(), constructor.getName().getRange().map(r -> r.begin.line).orElse(1))
            : null;
    callable(constructor, constructor.getNameAsString(), constructor.getBody(), type, chain);
  }

  private void compactConstructor(CompactConstructorDeclaration compact, OpenType type) {
    List<Field> components = type.fields.stream().limit(componentCount(compact)).toList();
    List<String> parameterTypes = components.stream().map(Field::type).toList();
    boolean isVariable =
        compact.getParentNode().orElse(null) instanceof RecordDeclaration r
            && r.getParameters().getLast().map(Parameter::isVarArgs).orElse(false);
    type.addMethod(
        compact,
        FileOutline.CONSTRUCTOR,
        new Traits(false, false, false, false, isVariable),
        List.of(),
        parameterTypes,
        "");
    scopes.open();
    components.forEach(c -> scopes.declare(c.name(), LocalVariable.declared(c.type())));
    body(compact, compact.getNameAsString(), compact.getBody(), List.of(), type, null);
    scopes.close();
  }

  private static int componentCount(CompactConstructorDeclaration compact) {
    return compact.getParentNode().orElse(null) instanceof RecordDeclaration r
        ? r.getParameters().size()
        : 0;
  }

  private static boolean isVariable(CallableDeclaration<?> callable) {
    return callable.getParameters().getLast().map(Parameter::isVarArgs).orElse(false);
  }

  private List<String> parameterTypes(CallableDeclaration<?> callable) {
    return callable.getParameters().stream().map(this::parameterType).toList();
  }

  private void callable(
      CallableDeclaration<?> callable,
      String name,
      BlockStmt body,
      OpenType type,
      Expr.@Nullable Chain implied) {
    List<String> around = captured;
    List<String> inside = new ArrayList<>(around);
    inside.addAll(text.parameters(callable.getTypeParameters()));
    captured = List.copyOf(inside);
    body(callable, name, body, callable.getParameters(), type, implied);
    captured = around;
  }

  private void body(
      BodyDeclaration<?> member,
      String name,
      BlockStmt body,
      List<Parameter> parameters,
      OpenType type,
      Expr.@Nullable Chain implied) {
    scopes.open();
    for (Parameter parameter : parameters) {
      scopes.declare(parameter.getNameAsString(), LocalVariable.declared(parameterType(parameter)));
    }
    String returned = member instanceof MethodDeclaration method ? text.of(method.getType()) : "";
    ExpressionWalk expressions = new ExpressionWalk(this, type, name, returned);
    if (implied != null) {
      expressions.chained(implied);
    }
    new StatementWalk(this, expressions).block(body);
    scopes.close();
    int firstLine = member.getRange().map(range -> range.begin.line).orElse(1);
    String calls = new MethodCalls(expressions.roots()).write(firstLine);
    links.put(
        member,
        new MethodLinks(calls, expressions.terms(), "", java.util.Set.of(), java.util.Set.of()));
  }

  /// The term of a constructor call without a type's name.
  static String chainTerm(boolean self, OpenType type) {
    return CallTerms.ofConstructor(
        self ? type.simpleName : WrittenType.simpleName(type.superclass));
  }
}
