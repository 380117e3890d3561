package dev.kenning.indexer.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which type is above which, what it inherits, and with which arguments. One thread.
final class Hierarchy {
  private static final List<String> WIDENING =
      List.of("byte", "short", "int", "long", "float", "double");

  private static final Map<String, String> BOXES =
      Map.of(
          "boolean", "java.lang.Boolean",
          "byte", "java.lang.Byte",
          "short", "java.lang.Short",
          "int", "java.lang.Integer",
          "long", "java.lang.Long",
          "char", "java.lang.Character",
          "float", "java.lang.Float",
          "double", "java.lang.Double",
          "void", "java.lang.Void");

  private record Asked(JType.Of type, String name) {}

  private final Universe universe;
  private final JdkMembers jdk = JdkMembers.pinned();
  private final Map<JType.Of, List<JType.Of>> above = new HashMap<>();
  private final Map<Asked, List<Member>> members = new HashMap<>();

  Hierarchy(Universe universe) {
    this.universe = universe;
  }

  /// A method as a type has it.
  ///
  /// @param variables what the declaring type's variables stand for
  record Member(MethodSymbol method, Map<String, JType> variables) {
    JType parameter(int index) {
      return method.parameters().get(index).with(variables);
    }
  }

  /// What an array, a variable or a primitive is looked up as; empty if unknown.
  Optional<JType.Of> asClass(JType type) {
    return switch (type) {
      case JType.Of of -> Optional.of(of);
      case JType.Variable variable -> asClass(variable.bound());
      case JType.Array _ -> Optional.of(jdk.object());
      case JType.Primitive primitive -> Optional.of(box(primitive));
      case JType.Null _, JType.Unknown _ -> Optional.empty();
    };
  }

  JType.Of box(JType.Primitive primitive) {
    return jdk.of(BOXES.getOrDefault(primitive.name(), "java.lang.Object"));
  }

  /// The primitive in a box.
  Optional<JType.Primitive> unboxed(JType type) {
    if (type instanceof JType.Primitive primitive) {
      return Optional.of(primitive);
    }
    if (type instanceof JType.Of of) {
      return BOXES.entrySet().stream()
          .filter(entry -> entry.getValue().equals(of.name()))
          .map(entry -> new JType.Primitive(entry.getKey()))
          .findFirst();
    }
    return Optional.empty();
  }

  /// What the variables of a type's declaration stand for in `type`; unknown where it is raw.
  Map<String, JType> variables(JType.Of type) {
    Map<String, JType> variables = new HashMap<>();
    if (type.symbol() != null) {
      List<JType.Variable> parameters = type.symbol().parameters();
      for (int i = 0; i < parameters.size(); i++) {
        variables.put(
            parameters.get(i).key(),
            i < type.arguments().size() ? type.arguments().get(i) : JType.Unknown.TYPE);
      }
    }
    return variables;
  }

  /// A type and all above it, each with its arguments: a subtype before its supertypes, classes
  /// before interfaces, `Object` last.
  List<JType.Of> withSupertypes(JType.Of type) {
    List<JType.Of> known = above.get(type);
    if (known == null) {
      known = ordered(type);
      above.put(type, known);
    }
    return known;
  }

  private List<JType.Of> ordered(JType.Of type) {
    Deque<JType.Of> ordered = new ArrayDeque<>();
    follow(type, new HashSet<>(), ordered);
    List<JType.Of> found = new ArrayList<>();
    ordered.stream().filter(one -> !isInterface(one) && !isObject(one)).forEach(found::add);
    ordered.stream().filter(Hierarchy::isInterface).forEach(found::add);
    ordered.stream().filter(Hierarchy::isObject).forEach(found::add);
    return List.copyOf(found);
  }

  private void follow(JType.Of type, Set<Object> seen, Deque<JType.Of> ordered) {
    if (seen.add(type.symbol() == null ? type.name() : type.symbol())) {
      if (type.symbol() != null) {
        Map<String, JType> variables = variables(type);
        for (JType.Of above : type.symbol().supertypes().reversed()) {
          follow((JType.Of) above.with(variables), seen, ordered);
        }
      }
      ordered.addFirst(type);
    }
  }

  private static boolean isInterface(JType.Of type) {
    return type.symbol() != null && type.symbol().isInterface();
  }

  private static boolean isObject(JType.Of type) {
    return type.name().equals("java.lang.Object");
  }

  boolean isComplete(JType.Of type) {
    return type.symbol() != null && universe.isComplete(type.symbol());
  }

  /// `type` seen as one of its supertypes.
  Optional<JType.Of> as(JType.Of type, JType.Of above) {
    return withSupertypes(type).stream().filter(one -> one.isSame(above)).findFirst();
  }

  /// Whether one may stand where the other is wanted without being converted; arguments do not
  /// count.
  Verdict isSubtype(JType type, JType above) {
    if (!type.isKnown() || !above.isKnown()) {
      return Verdict.MAYBE;
    }
    return switch (above) {
      case JType.Primitive wanted ->
          type instanceof JType.Primitive primitive
              ? Verdict.of(widens(primitive.name(), wanted.name()))
              : Verdict.NO;
      case JType.Variable variable ->
          type.equals(above) || type instanceof JType.Null
              ? Verdict.YES
              : isSubtype(type, variable.bound());
      case JType.Array wanted ->
          switch (type) {
            case JType.Null _ -> Verdict.YES;
            case JType.Array array ->
                array.element() instanceof JType.Primitive
                        || wanted.element() instanceof JType.Primitive
                    ? Verdict.of(array.element().equals(wanted.element()))
                        .and(known(array.element(), wanted.element()))
                    : isSubtype(array.element(), wanted.element());
            default -> Verdict.NO;
          };
      case JType.Of wanted -> isSubtype(type, wanted);
      case JType.Null _, JType.Unknown _ -> Verdict.MAYBE;
    };
  }

  private static Verdict known(JType one, JType other) {
    return one.isKnown() && other.isKnown() ? Verdict.YES : Verdict.MAYBE;
  }

  private Verdict isSubtype(JType type, JType.Of wanted) {
    boolean object = wanted.name().equals("java.lang.Object");
    return switch (type) {
      case JType.Primitive _ -> Verdict.NO;
      case JType.Null _ -> Verdict.YES;
      case JType.Array _ ->
          Verdict.of(
              object
                  || wanted.name().equals("java.lang.Cloneable")
                  || wanted.name().equals("java.io.Serializable"));
      case JType.Variable variable -> object ? Verdict.YES : isSubtype(variable.bound(), wanted);
      case JType.Of of -> {
        if (object || as(of, wanted).isPresent()) {
          yield Verdict.YES;
        }
        yield isComplete(of) ? Verdict.NO : Verdict.MAYBE;
      }
      case JType.Unknown _ -> Verdict.MAYBE;
    };
  }

  private static boolean widens(String from, String to) {
    if (from.equals(to)) {
      return true;
    }
    int target = WIDENING.indexOf(to);
    int source = from.equals("char") ? 1 : WIDENING.indexOf(from);
    return source >= 0 && target > source;
  }

  /// The same with boxing and unboxing.
  Verdict converts(JType type, JType wanted) {
    Verdict direct = isSubtype(type, wanted);
    if (direct != Verdict.NO) {
      return direct;
    }
    if (type instanceof JType.Primitive primitive && !(wanted instanceof JType.Primitive)) {
      return isSubtype(box(primitive), wanted);
    }
    if (wanted instanceof JType.Primitive) {
      Optional<JType.Primitive> inside = unboxed(type);
      return inside.isEmpty() ? Verdict.NO : isSubtype(inside.get(), wanted);
    }
    return Verdict.NO;
  }

  /// The methods of a name that a type declares or inherits, without those that others of them
  /// override.
  List<Member> members(JType.Of type, String name) {
    Asked asked = new Asked(type, name);
    List<Member> known = members.get(asked);
    if (known == null) {
      known = List.copyOf(find(type, name));
      members.put(asked, known);
    }
    return known;
  }

  private List<Member> find(JType.Of type, String name) {
    List<Member> found = new ArrayList<>();
    boolean object = false;
    for (JType.Of at : withSupertypes(type)) {
      if (at.symbol() != null) {
        object |= at.name().equals("java.lang.Object");
        addMembers(at, type, name, found);
      }
    }
    if (!object) {
      addMembers(jdk.object(), type, name, found);
    }
    return found;
  }

  private void addMembers(JType.Of at, JType.Of of, String name, List<Member> found) {
    TypeSymbol symbol = at.symbol();
    if (symbol == null) {
      return;
    }
    Map<String, JType> variables = variables(at);
    for (MethodSymbol method : symbol.methods(name)) {
      boolean hidden =
          (method.traits().isStatic() && symbol.isInterface() && symbol != of.symbol())
              || (method.traits().isPrivate() && !sameOutermost(symbol, of.symbol()));
      Member member = new Member(method, variables);
      if (!hidden && found.stream().noneMatch(below -> overrides(below, member))) {
        found.add(member);
      }
    }
  }

  /// Whether private members of one are seen in the other.
  private static boolean sameOutermost(
      TypeSymbol one, @org.jspecify.annotations.Nullable TypeSymbol other) {
    return one == other
        || (one instanceof IndexedType first
            && other instanceof IndexedType second
            && first.file() == second.file());
  }

  /// Whether a method further down takes the place of one further up.
  boolean overrides(Member below, Member above) {
    if (below.method().owner() == above.method().owner()
        || below.method().parameters().size() != above.method().parameters().size()) {
      return false;
    }
    for (int i = 0; i < above.method().parameters().size(); i++) {
      if (!sameErasure(below.parameter(i), above.parameter(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameErasure(JType one, JType other) {
    if (one instanceof JType.Variable first && other instanceof JType.Variable second) {
      return first.equals(second) || sameErasure(first.bound(), second.bound());
    }
    if (!one.isKnown() || !other.isKnown()) {
      return !(one instanceof JType.Primitive) && !(other instanceof JType.Primitive);
    }
    return switch (one) {
      case JType.Of a -> other instanceof JType.Of b ? a.isSame(b) : bound(other, one);
      case JType.Array a -> other instanceof JType.Array b && sameErasure(a.element(), b.element());
      case JType.Primitive a -> a.equals(other);
      case JType.Variable v -> sameErasure(v.bound(), other);
      case JType.Null _, JType.Unknown _ -> true;
    };
  }

  private static boolean bound(JType variable, JType type) {
    return variable instanceof JType.Variable v && sameErasure(v.bound(), type);
  }

  /// What a lambda for a type takes and gives back: its one abstract method.
  ///
  /// @param parameters what it takes
  /// @param returned what it gives back
  record Function(List<JType> parameters, JType returned) {}

  Optional<Function> function(JType type) {
    if (!(type instanceof JType.Of of) || of.symbol() == null || !of.symbol().isInterface()) {
      return Optional.empty();
    }
    Map<String, List<Member>> byName = new LinkedHashMap<>();
    List<Member> all = new ArrayList<>();
    for (JType.Of at : withSupertypes(of)) {
      TypeSymbol symbol = at.symbol();
      if (symbol == null || !symbol.isInterface()) {
        continue;
      }
      Map<String, JType> variables = variables(at);
      for (MethodSymbol method : symbol.methods()) {
        if (!method.traits().isStatic() && !method.traits().isPrivate() && !ofObject(method)) {
          Member member = new Member(method, variables);
          List<Member> alike = byName.computeIfAbsent(method.name(), _ -> new ArrayList<>());
          if (alike.stream().noneMatch(below -> overrides(below, member))) {
            alike.add(member);
            all.add(member);
          }
        }
      }
    }
    List<Member> open = all.stream().filter(m -> m.method().traits().isAbstract()).toList();
    if (open.size() != 1) {
      return Optional.empty();
    }
    Member only = open.getFirst();
    List<JType> parameters = new ArrayList<>();
    for (int i = 0; i < only.method().parameters().size(); i++) {
      parameters.add(only.parameter(i));
    }
    return Optional.of(new Function(parameters, only.method().returned().with(only.variables())));
  }

  private static boolean ofObject(MethodSymbol method) {
    return switch (method.name()) {
      case "equals" -> method.parameters().size() == 1;
      case "hashCode", "toString" -> method.parameters().isEmpty();
      default -> false;
    };
  }

  /// The type of a field of this name, declared or inherited.
  Optional<JType> field(JType.Of type, String name) {
    for (JType.Of at : withSupertypes(type)) {
      if (at.symbol() != null) {
        Optional<JType> found = at.symbol().field(name);
        if (found.isPresent()) {
          Map<String, JType> variables = variables(at);
          return found.map(field -> field.with(variables));
        }
      }
    }
    return Optional.empty();
  }
}
