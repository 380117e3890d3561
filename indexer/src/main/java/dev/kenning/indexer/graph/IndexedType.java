package dev.kenning.indexer.graph;

import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A type of an indexed file. What its declaration names is looked up when it is asked for. One
/// thread.
final class IndexedType implements TypeSymbol {
  private final FileScope file;
  private final FileOutline.Type outline;
  private final @Nullable IndexedType outer;
  private final Map<String, Optional<TypeSymbol>> resolved = new HashMap<>();
  private final Map<String, List<MethodSymbol>> methods = new HashMap<>();
  private @Nullable Map<String, JType.Variable> variables;
  private @Nullable List<JType.Of> supertypes;
  private boolean resolvingSupertypes;

  IndexedType(FileScope file, FileOutline.Type outline, @Nullable IndexedType outer) {
    this.file = file;
    this.outline = outline;
    this.outer = outer;
  }

  FileScope file() {
    return file;
  }

  FileOutline.Type outline() {
    return outline;
  }

  @Nullable IndexedType outer() {
    return outer;
  }

  @Override
  public String name() {
    return outline.name();
  }

  @Override
  public boolean isInterface() {
    return outline.kind() == Kind.INTERFACE || outline.kind() == Kind.ANNOTATION;
  }

  @Override
  public boolean isFinal() {
    return outline.isFinal();
  }

  @Override
  public List<JType.Variable> parameters() {
    List<JType.Variable> parameters = new ArrayList<>();
    for (String written : outline.parameters()) {
      JType.Variable variable = variables().get(nameOf(written));
      if (variable != null) {
        parameters.add(variable);
      }
    }
    return parameters;
  }

  /// A type variable that is known inside the type, its own or of what is around it.
  JType.@Nullable Variable variable(String name) {
    for (IndexedType at = this; at != null; at = at.outer) {
      JType.Variable found = at.variables().get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private Map<String, JType.Variable> variables() {
    Map<String, JType.Variable> known = variables;
    if (known == null) {
      known = new HashMap<>();
      variables = known; // bounds may name the variables themselves
      declare(outline.captured(), name() + ".$", known);
      declare(outline.parameters(), name(), known);
    }
    return known;
  }

  /// Adds type variables as written, `T` or `T:Bound`.
  private void declare(List<String> written, String owner, Map<String, JType.Variable> into) {
    JType object = JdkMembers.pinned().object();
    for (String one : written) {
      into.put(nameOf(one), new JType.Variable(owner + "#" + nameOf(one), object));
    }
    for (String one : written) {
      int colon = one.indexOf(':');
      if (colon > 0) {
        JType bound = file.resolve(one.substring(colon + 1), this, into);
        into.put(nameOf(one), new JType.Variable(owner + "#" + nameOf(one), bound));
      }
    }
  }

  private static String nameOf(String parameter) {
    int colon = parameter.indexOf(':');
    return colon < 0 ? parameter : parameter.substring(0, colon);
  }

  @Override
  public List<JType.Of> supertypes() {
    List<JType.Of> known = supertypes;
    if (known != null) {
      return known;
    }
    if (resolvingSupertypes) {
      return List.of(); // its own name is looked for in its supertypes
    }
    resolvingSupertypes = true;
    try {
      List<JType.Of> found = new ArrayList<>();
      if (!outline.superclass().isEmpty()) {
        add(outline.superclass(), found);
      }
      switch (outline.kind()) {
        case ENUM -> found.add(jdk("java.lang.Enum", List.of(asType())));
        case RECORD -> found.add(jdk("java.lang.Record", List.of()));
        case ANNOTATION -> found.add(jdk("java.lang.annotation.Annotation", List.of()));
        case CLASS, INTERFACE -> {}
      }
      outline.interfaces().forEach(written -> add(written, found));
      if (found.isEmpty()) {
        found.add(JdkMembers.pinned().object());
      }
      supertypes = List.copyOf(found);
      return supertypes;
    } finally {
      resolvingSupertypes = false;
    }
  }

  /// Whether it is being asked for what is above it.
  boolean isResolvingSupertypes() {
    return resolvingSupertypes;
  }

  private void add(String written, List<JType.Of> into) {
    if (file.resolve(written, this, Map.of()) instanceof JType.Of above && above.symbol() != this) {
      into.add(above);
    }
  }

  private static JType.Of jdk(String name, List<JType> arguments) {
    return new JType.Of(name, JdkMembers.pinned().type(name).orElse(null), arguments);
  }

  @Override
  public Optional<JType> field(String name) {
    for (FileOutline.Field field : outline.fields()) {
      if (field.name().equals(name)) {
        return Optional.of(file.resolve(field.type(), this, Map.of()));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<MethodSymbol> methods(String name) {
    List<MethodSymbol> known = methods.get(name);
    if (known == null) {
      known =
          outline.methods().stream()
              .filter(method -> method.name().equals(name))
              .map(this::symbol)
              .toList();
      methods.put(name, known);
    }
    return known;
  }

  @Override
  public List<MethodSymbol> methods() {
    return outline.methods().stream()
        .map(FileOutline.Method::name)
        .filter(name -> !name.equals(FileOutline.CONSTRUCTOR))
        .distinct()
        .flatMap(name -> methods(name).stream())
        .toList();
  }

  /// The type variables of a method of this type, by name.
  Map<String, JType.Variable> variables(FileOutline.Method method) {
    Map<String, JType.Variable> own = new HashMap<>();
    declare(method.typeParameters(), name() + "." + method.name(), own);
    return own;
  }

  private MethodSymbol symbol(FileOutline.Method method) {
    Map<String, JType.Variable> own = variables(method);
    List<JType.Variable> typeParameters = new ArrayList<>();
    for (String written : method.typeParameters()) {
      JType.Variable variable = own.get(nameOf(written));
      if (variable != null) {
        typeParameters.add(variable);
      }
    }
    boolean constructor = method.name().equals(FileOutline.CONSTRUCTOR);
    return new MethodSymbol(
        this,
        method.name(),
        method.id(),
        method.traits(),
        typeParameters,
        method.parameterTypes().stream().map(type -> file.resolve(type, this, own)).toList(),
        constructor ? asType() : file.resolve(method.returned(), this, own));
  }

  /// The type that a name as written, simple or longer, means inside this type.
  Optional<TypeSymbol> resolve(String written) {
    Optional<TypeSymbol> known = resolved.get(written);
    if (known == null) {
      known = find(written);
      if (!resolvingSupertypes) {
        resolved.put(written, known);
      }
    }
    return known;
  }

  private Optional<TypeSymbol> find(String written) {
    int dot = written.indexOf('.');
    if (dot < 0) {
      return simple(written);
    }
    Optional<TypeSymbol> at = simple(written.substring(0, dot));
    String rest = written.substring(dot + 1);
    while (at.isPresent()) {
      dot = rest.indexOf('.');
      at = file.universe().member(at.get(), dot < 0 ? rest : rest.substring(0, dot));
      if (dot < 0) {
        break;
      }
      rest = rest.substring(dot + 1);
    }
    return at.isPresent() ? at : file.universe().type(written, file.file().repository());
  }

  private Optional<TypeSymbol> simple(String name) {
    for (IndexedType at = this; at != null; at = at.outer) {
      if (at.outline.simpleName().equals(name)) {
        return Optional.of(at);
      }
      Optional<TypeSymbol> member =
          at.resolvingSupertypes
              ? file.universe().declaredMember(at, name)
              : file.universe().member(at, name);
      if (member.isPresent()) {
        return member;
      }
    }
    return file.simple(name);
  }
}
