package dev.kenning.indexer.link;

import dev.kenning.indexer.MethodId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The declarations of one file, names and types as written.
///
/// As text: a line each, its kind in the first character, fields parted by tabs.
///
/// @param packageName empty for the unnamed package
/// @param imports in order
/// @param types all of them, those that stand in others after them
public record FileOutline(String packageName, List<Import> imports, List<Type> types) {
  /// @param name qualified, of the type or package, with the member's for a single static import
  /// @param isStatic whether it imports members
  /// @param onDemand whether it ends in `.*`
  public record Import(String name, boolean isStatic, boolean onDemand) {}

  /// What kind of type, with the letter the text has for it.
  public enum Kind {
    CLASS('c'),
    INTERFACE('i'),
    RECORD('r'),
    ENUM('e'),
    ANNOTATION('a');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }

    static Kind of(char letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return kind;
        }
      }
      throw new IllegalArgumentException("No kind of type has the letter " + letter);
    }
  }

  /// @param name qualified, `com.shop.Http.Retry`; an anonymous or local type's stands for nothing
  ///   that could be written
  /// @param outer index of the type around it in [#types], -1 for none
  /// @param kind class, interface …
  /// @param isFinal whether nothing extends it: final, a record, an enum
  /// @param parameters `T`, `T:com.shop.Bound`
  /// @param captured type parameters of the method a local type stands in
  /// @param superclass as written, empty for none
  /// @param interfaces as written
  /// @param fields with enum constants and record components
  /// @param methods with constructors, in order
  public record Type(
      String name,
      int outer,
      Kind kind,
      boolean isFinal,
      List<String> parameters,
      List<String> captured,
      String superclass,
      List<String> interfaces,
      List<Field> fields,
      List<Method> methods) {
    public Type {
      parameters = List.copyOf(parameters);
      captured = List.copyOf(captured);
      interfaces = List.copyOf(interfaces);
      fields = List.copyOf(fields);
      methods = List.copyOf(methods);
    }

    /// The last part of the name.
    public String simpleName() {
      return name.substring(name.lastIndexOf('.') + 1);
    }
  }

  /// @param type as written
  public record Field(String name, String type) {}

  /// @param id none for what nobody wrote: a record's accessors, an enum's `values`
  /// @param name [#CONSTRUCTOR] for a constructor, [#INITIALIZER] for an initialiser
  /// @param traits what its modifiers say
  /// @param typeParameters of its own
  /// @param parameterTypes as written; the last is an array if its number varies
  /// @param returned as written; empty for a constructor
  public record Method(
      Optional<MethodId> id,
      String name,
      Traits traits,
      List<String> typeParameters,
      List<String> parameterTypes,
      String returned) {
    public Method {
      typeParameters = List.copyOf(typeParameters);
      parameterTypes = List.copyOf(parameterTypes);
    }
  }

  /// @param isVariable whether the number of arguments varies
  public record Traits(
      boolean isStatic,
      boolean isPrivate,
      boolean isFinal,
      boolean isAbstract,
      boolean isVariable) {
    String letters() {
      return (isStatic ? "s" : "")
          + (isPrivate ? "p" : "")
          + (isFinal ? "f" : "")
          + (isAbstract ? "a" : "")
          + (isVariable ? "v" : "");
    }

    static Traits of(String letters) {
      return new Traits(
          letters.contains("s"),
          letters.contains("p"),
          letters.contains("f"),
          letters.contains("a"),
          letters.contains("v"));
    }
  }

  /// The name of every constructor.
  public static final String CONSTRUCTOR = "<init>";

  /// The name of every initialiser, which nothing calls by it.
  public static final String INITIALIZER = "{}";

  public FileOutline {
    imports = List.copyOf(imports);
    types = List.copyOf(types);
  }

  /// The qualified names of its types, those that can be written.
  public Set<String> declares() {
    Set<String> names = new TreeSet<>();
    types.stream().map(Type::name).filter(name -> name.indexOf('$') < 0).forEach(names::add);
    return names;
  }

  /// Simple names of what its types extend and implement.
  public Set<String> extended() {
    Set<String> names = new TreeSet<>();
    for (Type type : types) {
      if (!type.superclass().isEmpty()) {
        names.add(WrittenType.simpleName(type.superclass()));
      }
      type.interfaces().forEach(above -> names.add(WrittenType.simpleName(above)));
    }
    return names;
  }

  public String write() {
    StringBuilder text = new StringBuilder();
    line(text, "P" + packageName);
    for (Import one : imports) {
      line(text, "I" + (one.isStatic() ? "s" : "") + (one.onDemand() ? "d" : ""), one.name());
    }
    for (Type type : types) {
      line(
          text,
          "T" + type.kind().letter() + (type.isFinal() ? "f" : ""),
          type.name(),
          Integer.toString(type.outer()),
          join(type.parameters()),
          join(type.captured()),
          type.superclass(),
          join(type.interfaces()));
      type.fields().forEach(field -> line(text, "F" + field.name(), field.type()));
      for (Method method : type.methods()) {
        line(
            text,
            "M" + method.traits().letters(),
            method.name(),
            method.id().map(MethodId::value).orElse(""),
            method.returned(),
            join(method.parameterTypes()),
            join(method.typeParameters()));
      }
    }
    return text.toString();
  }

  /// @throws IllegalArgumentException if the text was not written by [#write]
  public static FileOutline read(String text) {
    String packageName = "";
    List<Import> imports = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    String @org.jspecify.annotations.Nullable [] open = null;
    List<Field> fields = new ArrayList<>();
    List<Method> methods = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] parts = line.split("\t", -1);
      String first = parts[0].substring(1);
      switch (line.charAt(0)) {
        case 'P' -> packageName = first;
        case 'I' -> imports.add(new Import(parts[1], first.contains("s"), first.contains("d")));
        case 'T' -> {
          if (open != null) {
            types.add(type(open, fields, methods));
          }
          open = parts;
          fields.clear();
          methods.clear();
        }
        case 'F' -> fields.add(new Field(first, parts[1]));
        case 'M' -> methods.add(method(parts));
        default -> throw new IllegalArgumentException("Not a line of an outline: " + line);
      }
    }
    if (open != null) {
      types.add(type(open, fields, methods));
    }
    return new FileOutline(packageName, imports, types);
  }

  private static Type type(String[] parts, List<Field> fields, List<Method> methods) {
    return new Type(
        parts[1],
        Integer.parseInt(parts[2]),
        Kind.of(parts[0].charAt(1)),
        parts[0].length() > 2,
        split(parts[3]),
        split(parts[4]),
        parts[5],
        split(parts[6]),
        fields,
        methods);
  }

  private static Method method(String[] parts) {
    return new Method(
        parts[2].isEmpty() ? Optional.empty() : Optional.of(new MethodId(parts[2])),
        parts[1],
        Traits.of(parts[0].substring(1)),
        split(parts[5]),
        split(parts[4]),
        parts[3]);
  }

  private static void line(StringBuilder text, String... parts) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(String.join("\t", parts));
  }

  private static String join(List<String> parts) {
    return String.join(";", parts);
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(";"));
  }
}
