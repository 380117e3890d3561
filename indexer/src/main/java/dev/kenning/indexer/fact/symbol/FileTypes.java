package dev.kenning.indexer.fact.symbol;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.VarType;
import com.github.javaparser.ast.type.VoidType;
import com.github.javaparser.ast.type.WildcardType;
import dev.kenning.indexer.fact.symbol.DeclaredType.DeclaredField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The types that the names of one file mean: its imports and its declarations in a table.
///
/// A simple name is looked for as Java does, as far as one file can tell: type parameters, nested
/// types from the inside out, types of the file, single imports, on-demand imports of JDK packages,
/// `java.lang`. Two things cannot be seen in one file: a type of the same package may hide one of
/// `java.lang` or of an on-demand import, and nested types may be inherited. The first is taken not
/// to happen, the second leaves the name unknown. For one thread.
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
public final class FileTypes {
  private static final int MAX_TYPE_DEPTH = 12;

  private static final Set<String> INTERFACES =
      Set.of(
          "java.lang.Iterable",
          "java.lang.Runnable",
          "java.lang.Comparable",
          "java.util.Iterator",
          "java.util.ListIterator",
          "java.util.Comparator",
          "java.util.Enumeration",
          "java.util.concurrent.Callable",
          "java.util.function.Function",
          "java.util.function.BiFunction",
          "java.util.function.Predicate",
          "java.util.function.BiPredicate",
          "java.util.function.Supplier",
          "java.util.function.Consumer",
          "java.util.function.BiConsumer",
          "java.util.function.UnaryOperator",
          "java.util.function.BinaryOperator");

  private final JdkSymbols jdk = JdkSymbols.pinned();
  private final String packageName;
  private final Map<String, String> singleImports = new HashMap<>();
  private final List<String> packageImports = new ArrayList<>();
  private final Map<String, List<String>> staticImports = new HashMap<>();
  private final List<String> staticPackageImports = new ArrayList<>();
  private final Map<String, DeclaredType> topLevel = new HashMap<>();
  private final IdentityHashMap<Node, DeclaredType> byNode = new IdentityHashMap<>();
  private final Map<String, DeclaredType> byName = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();

  private FileTypes(String packageName) {
    this.packageName = packageName;
  }

  /// Gathers the table of a file.
  public static FileTypes of(CompilationUnit tree) {
    FileTypes types =
        new FileTypes(tree.getPackageDeclaration().map(p -> p.getNameAsString()).orElse(""));
    tree.getImports().forEach(types::addImport);
    for (TypeDeclaration<?> type : tree.getTypes()) {
      types.declare(type, null).ifPresent(d -> types.topLevel.put(type.getNameAsString(), d));
    }
    // in a second step, since what is declared further down is known further up
    tree.getTypes().forEach(types::describe);
    return types;
  }

  private void addImport(ImportDeclaration imported) {
    String name = imported.getNameAsString();
    if (imported.isStatic()) {
      if (imported.isAsterisk()) {
        staticPackageImports.add(name);
      } else {
        int dot = name.lastIndexOf('.');
        staticImports
            .computeIfAbsent(name.substring(dot + 1), _ -> new ArrayList<>())
            .add(name.substring(0, Math.max(0, dot)));
      }
    } else if (imported.isAsterisk()) {
      packageImports.add(name);
    } else {
      singleImports.put(name.substring(name.lastIndexOf('.') + 1), name);
    }
  }

  private Optional<DeclaredType> declare(TypeDeclaration<?> type, @Nullable DeclaredType outer) {
    String simple = type.getNameAsString();
    String prefix = outer == null ? packageName : outer.name();
    DeclaredType declared =
        new DeclaredType(
            prefix.isEmpty() ? simple : prefix + "." + simple, outer, typeParameters(type));
    byNode.put(type, declared);
    byName.putIfAbsent(declared.name(), declared);
    if (outer != null) {
      outer.addNested(simple, declared);
    }
    for (BodyDeclaration<?> member : type.getMembers()) {
      if (member instanceof TypeDeclaration<?> nested) {
        Optional<DeclaredType> _ = declare(nested, declared);
      }
    }
    return Optional.of(declared);
  }

  private static Set<String> typeParameters(TypeDeclaration<?> type) {
    return switch (type) {
      case ClassOrInterfaceDeclaration c ->
          c.getTypeParameters().stream()
              .map(p -> p.getNameAsString())
              .collect(Collectors.toUnmodifiableSet());
      case RecordDeclaration r ->
          r.getTypeParameters().stream()
              .map(p -> p.getNameAsString())
              .collect(Collectors.toUnmodifiableSet());
      default -> Set.of();
    };
  }

  private void describe(TypeDeclaration<?> type) {
    DeclaredType declared = byNode.get(type);
    if (declared == null) {
      return;
    }
    type.getAnnotations().forEach(a -> declared.addAnnotation(a.getName().getIdentifier()));
    switch (type) {
      case ClassOrInterfaceDeclaration c -> {
        c.getExtendedTypes().forEach(t -> declared.addSupertype(resolve(t, declared)));
        c.getImplementedTypes().forEach(t -> declared.addSupertype(resolve(t, declared)));
        if (c.isInterface()) {
          declared.markInterface();
        }
      }
      case RecordDeclaration r -> {
        declared.markRecord();
        r.getImplementedTypes().forEach(t -> declared.addSupertype(resolve(t, declared)));
        r.getParameters()
            .forEach(p -> {
              JavaType component = resolve(p.getType(), declared);
              declared.addField(p.getNameAsString(), new DeclaredField(component, true, false));
              declared.addMethod(p.getNameAsString(), 0, component);
            });
      }
      case EnumDeclaration e -> {
        e.getImplementedTypes().forEach(t -> declared.addSupertype(resolve(t, declared)));
        JavaType self = JavaType.qualified(declared.name());
        e.getEntries()
            .forEach(
                c -> declared.addField(c.getNameAsString(), new DeclaredField(self, true, true)));
        declared.addMethod("values", 0, self.withDimensions(1));
        declared.addMethod("valueOf", 1, self);
      }
      default -> {}
    }
    describeMembers(type.getMembers(), declared, type instanceof AnnotationDeclaration);
    type.getMembers().stream()
        .filter(TypeDeclaration.class::isInstance)
        .forEach(member -> describe((TypeDeclaration<?>) member));
  }

  private void describeMembers(
      NodeList<BodyDeclaration<?>> members, DeclaredType declared, boolean constants) {
    for (BodyDeclaration<?> member : members) {
      switch (member) {
        case FieldDeclaration f ->
            f.getVariables()
                .forEach(v ->
                    declared.addField(
                        v.getNameAsString(),
                        new DeclaredField(
                            resolve(v.getType(), declared),
                            f.isFinal() || declared.isInterface() || constants,
                            f.isStatic() || declared.isInterface())));
        case MethodDeclaration m ->
            declared.addMethod(
                m.getNameAsString(),
                m.getParameters().stream().anyMatch(p -> p.isVarArgs())
                    ? -1
                    : m.getParameters().size(),
                m.getTypeParameters().stream()
                        .anyMatch(p -> p.getNameAsString().equals(m.getType().asString()))
                    ? JavaType.UNKNOWN
                    : resolve(m.getType(), declared));
        default -> {}
      }
    }
  }

  /// The table's entry for the type that a member stands in; a table of its own for anonymous and
  /// local types, which are known nowhere else.
  public DeclaredType enclosing(Node member) {
    Node parent = member.getParentNode().orElse(null);
    while (parent != null) {
      DeclaredType known = byNode.get(parent);
      if (known != null) {
        return known;
      }
      switch (parent) {
        case TypeDeclaration<?> local -> {
          DeclaredType outer = enclosing(local);
          Optional<DeclaredType> declared = declare(local, outer);
          describe(local);
          return declared.orElse(outer);
        }
        case ObjectCreationExpr anonymous when contains(anonymous, member) -> {
          return declareAnonymous(anonymous);
        }
        default -> {}
      }
      parent = parent.getParentNode().orElse(null);
    }
    return new DeclaredType(packageName, null, Set.of());
  }

  private static boolean contains(ObjectCreationExpr creation, Node member) {
    return creation
        .getAnonymousClassBody()
        .map(body -> body.stream().anyMatch(one -> one == member))
        .orElse(false);
  }

  private DeclaredType declareAnonymous(ObjectCreationExpr anonymous) {
    DeclaredType outer = enclosing(anonymous);
    DeclaredType declared = new DeclaredType(outer.name() + ".$", outer, Set.of());
    byNode.put(anonymous, declared);
    declared.addSupertype(resolve(anonymous.getType(), outer));
    anonymous.getAnonymousClassBody().ifPresent(body -> describeMembers(body, declared, false));
    return declared;
  }

  /// The qualified name of a type that the file declares, local and anonymous ones apart.
  public Optional<String> nameOf(TypeDeclaration<?> type) {
    return Optional.ofNullable(byNode.get(type)).map(DeclaredType::name);
  }

  /// Whether a type is known to be an interface: one of this file, or one of the JDK that is
  /// implemented rather than extended everywhere.
  public boolean isInterface(String type) {
    DeclaredType declared = byName.get(type);
    return declared != null ? declared.isInterface() : INTERFACES.contains(type);
  }

  /// The declared type of this name, if the file has it.
  public Optional<DeclaredType> declared(String qualifiedName) {
    return Optional.ofNullable(byName.get(qualifiedName));
  }

  /// What a type as written means inside `scope`.
  public JavaType resolve(Type type, DeclaredType scope) {
    return resolve(type, scope, 0);
  }

  /// Whether a type is to be inferred. The parser, run without the steps that follow it, takes
  /// `var` for the name of a class.
  public static boolean isVar(Type type) {
    return type instanceof VarType
        || (type instanceof ClassOrInterfaceType named
            && named.getNameAsString().equals("var")
            && named.getScope().isEmpty());
  }

  private JavaType resolve(Type type, DeclaredType scope, int depth) {
    if (depth > MAX_TYPE_DEPTH) {
      return JavaType.UNKNOWN;
    }
    return switch (type) {
      case PrimitiveType p -> new JavaType(p.asString(), true, List.of(), 0);
      case VoidType _ -> new JavaType("void", true, List.of(), 0);
      case Type v when isVar(v) -> JavaType.UNKNOWN;
      case ArrayType a -> {
        JavaType component = resolve(a.getComponentType(), scope, depth + 1);
        yield component.withDimensions(component.dimensions() + 1);
      }
      case WildcardType w ->
          w.getExtendedType().map(t -> resolve(t, scope, depth + 1)).orElse(JavaType.UNKNOWN);
      case ClassOrInterfaceType c -> {
        JavaType raw = named(c.getNameWithScope(), scope);
        List<JavaType> arguments =
            c.getTypeArguments()
                .map(list -> list.stream().map(t -> resolve(t, scope, depth + 1)).toList())
                .orElse(List.of());
        yield raw.withArguments(arguments);
      }
      default -> JavaType.UNKNOWN;
    };
  }

  /// What a name as written, simple or not, means inside `scope` where a type stands.
  public JavaType named(String written, DeclaredType scope) {
    int dot = written.indexOf('.');
    String first = dot < 0 ? written : written.substring(0, dot);
    Optional<String> head = simple(first, scope);
    if (head.isPresent()) {
      if (head.get().isEmpty()) {
        return JavaType.UNKNOWN; // a type parameter
      }
      return JavaType.qualified(dot < 0 ? head.get() : head.get() + written.substring(dot));
    }
    boolean qualified =
        dot > 0 && (jdk.isType(written) || Character.isLowerCase(written.charAt(0)));
    return qualified ? JavaType.qualified(written) : JavaType.written(written);
  }

  /// The type a name means where a type or a variable may stand: only if the table has it.
  public Optional<JavaType> typeNamed(String name, DeclaredType scope) {
    Optional<String> found = simple(name, scope);
    if (found.isPresent()) {
      return found.filter(type -> !type.isEmpty()).map(JavaType::qualified);
    }
    return jdk.isType(name) ? Optional.of(JavaType.qualified(name)) : Optional.empty();
  }

  /// Empty text for a type parameter, nothing for a name that is unknown.
  private Optional<String> simple(String name, DeclaredType scope) {
    for (DeclaredType at = scope; at != null; at = at.outer().orElse(null)) {
      if (at.hasTypeParameter(name)) {
        return Optional.of("");
      }
      Optional<DeclaredType> nested = at.nested(name);
      if (nested.isPresent()) {
        return nested.map(DeclaredType::name);
      }
      if (at.name().endsWith("." + name)) {
        return Optional.of(at.name());
      }
    }
    DeclaredType top = topLevel.get(name);
    if (top != null) {
      return Optional.of(top.name());
    }
    String single = singleImports.get(name);
    if (single != null) {
      return Optional.of(single);
    }
    for (String imported : packageImports) {
      if (jdk.isType(imported + "." + name)) {
        return Optional.of(imported + "." + name);
      }
    }
    return jdk.isType("java.lang." + name) ? Optional.of("java.lang." + name) : Optional.empty();
  }

  /// The type that a method called without a receiver comes from by a static import.
  public Optional<String> staticOwner(String method) {
    List<String> owners = staticImports.get(method);
    if (owners != null && !owners.isEmpty()) {
      return Optional.of(owners.getFirst());
    }
    return staticPackageImports.stream()
        .filter(type -> jdk.method(type, method).filter(JdkSymbols.Method::isStatic).isPresent())
        .findFirst();
  }

  /// Whether the file's package or an import of it passes, each by its qualified name, those on
  /// demand by `java.sql.*`.
  public boolean anyOrigin(Predicate<String> wanted) {
    return wanted.test(packageName + ".*")
        || singleImports.values().stream().anyMatch(wanted)
        || packageImports.stream().anyMatch(name -> wanted.test(name + ".*"));
  }

  /// Whether a name without a receiver may come from outside by a static import of everything.
  public boolean importsStaticMembers() {
    return !staticPackageImports.isEmpty();
  }

  /// Whether `type` is `supertype` or below it, as far as this file and the JDK's list tell.
  public boolean isSubtype(JavaType type, String supertype) {
    return type.known()
        && type.dimensions() == 0
        && withSupertypes(type.name()).contains(supertype);
  }

  /// A type and all above it, as far as this file and the JDK's list tell.
  public Set<String> withSupertypes(String type) {
    Set<String> known = supertypes.get(type);
    if (known != null) {
      return known;
    }
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      String next = open.pop();
      if (found.add(next)) {
        open.addAll(jdk.supertypes(next));
        DeclaredType declared = byName.get(next);
        if (declared != null) {
          declared.supertypes().stream()
              .filter(JavaType::known)
              .forEach(above -> open.add(above.name()));
        }
      }
    }
    supertypes.put(type, found);
    return found;
  }
}
