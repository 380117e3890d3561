package dev.kenning.indexer.graph;

import dev.kenning.indexer.FileKey;
import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Import;
import dev.kenning.indexer.link.WrittenType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What names mean in one file. One thread.
final class FileScope {
  /// A method of the file, with the type it stands in.
  record Place(IndexedType type, FileOutline.Method method) {}

  private final FileKey file;
  private final FileOutline outline;
  private final Universe universe;
  private final List<IndexedType> types = new ArrayList<>();
  private final Map<String, IndexedType> byName = new HashMap<>();
  private final Map<MethodId, Place> places = new HashMap<>();
  private final Map<String, Optional<TypeSymbol>> imported = new HashMap<>();

  FileScope(FileKey file, FileOutline outline, Universe universe) {
    this.file = file;
    this.outline = outline;
    this.universe = universe;
    for (FileOutline.Type type : outline.types()) {
      IndexedType around = type.outer() < 0 ? null : types.get(type.outer());
      IndexedType indexed = new IndexedType(this, type, around);
      types.add(indexed);
      byName.putIfAbsent(type.name(), indexed);
      for (FileOutline.Method method : type.methods()) {
        method.id().ifPresent(id -> places.put(id, new Place(indexed, method)));
      }
    }
  }

  FileKey file() {
    return file;
  }

  Universe universe() {
    return universe;
  }

  List<IndexedType> types() {
    return types;
  }

  Optional<IndexedType> type(String qualifiedName) {
    return Optional.ofNullable(byName.get(qualifiedName));
  }

  /// Where a callable method of the file is declared; empty for an initialiser.
  Optional<Place> place(MethodId id) {
    return Optional.ofNullable(places.get(id));
  }

  /// A type that stands in the file, for a name that is written outside of all types or that no
  /// type around knows.
  Optional<TypeSymbol> simple(String name) {
    return imported.computeIfAbsent(name, this::find);
  }

  private Optional<TypeSymbol> find(String name) {
    IndexedType top = byName.get(inPackage(name));
    if (top != null) {
      return Optional.of(top);
    }
    for (Import one : outline.imports()) {
      if (!one.onDemand() && one.name().endsWith("." + name)) {
        Optional<TypeSymbol> type = universe.type(one.name(), file.repository());
        if (type.isPresent() || !one.isStatic()) {
          return type;
        }
      }
    }
    Optional<TypeSymbol> neighbour = universe.type(inPackage(name), file.repository());
    if (neighbour.isPresent()) {
      return neighbour;
    }
    for (Import one : outline.imports()) {
      if (one.onDemand()) {
        Optional<TypeSymbol> type = universe.type(one.name() + "." + name, file.repository());
        if (type.isPresent()) {
          return type;
        }
      }
    }
    return universe.type("java.lang." + name, file.repository());
  }

  private String inPackage(String name) {
    return outline.packageName().isEmpty() ? name : outline.packageName() + "." + name;
  }

  /// What an unknown simple name stands for, as far as the imports tell.
  String qualified(String name) {
    for (Import one : outline.imports()) {
      if (!one.onDemand() && !one.isStatic() && one.name().endsWith("." + name)) {
        return one.name();
      }
    }
    return name;
  }

  /// The types from which a member of this name is imported, those of single imports first.
  List<TypeSymbol> staticOwners(String member) {
    List<TypeSymbol> owners = new ArrayList<>();
    for (Import one : outline.imports()) {
      if (one.isStatic() && !one.onDemand() && one.name().endsWith("." + member)) {
        String owner = one.name().substring(0, one.name().lastIndexOf('.'));
        universe.type(owner, file.repository()).ifPresent(owners::add);
      }
    }
    for (Import one : outline.imports()) {
      if (one.isStatic() && one.onDemand()) {
        universe.type(one.name(), file.repository()).ifPresent(owners::add);
      }
    }
    return owners;
  }

  /// Whether a member of this name is imported from a type that is unknown.
  boolean importsUnknown(String member) {
    return outline.imports().stream()
        .filter(Import::isStatic)
        .filter(one -> one.onDemand() || one.name().endsWith("." + member))
        .map(one ->
            one.onDemand() ? one.name() : one.name().substring(0, one.name().lastIndexOf('.')))
        .anyMatch(owner -> universe.type(owner, file.repository()).isEmpty());
  }

  /// What a type as written means inside `at`.
  ///
  /// @param variables type variables of the method around, by name
  JType resolve(String written, IndexedType at, Map<String, JType.Variable> variables) {
    return resolve(WrittenType.read(WrittenType.variants(written).getFirst()), at, variables);
  }

  private JType resolve(
      WrittenType written, IndexedType at, Map<String, JType.Variable> variables) {
    return JType.array(element(written, at, variables), written.dimensions());
  }

  private JType element(
      WrittenType written, IndexedType at, Map<String, JType.Variable> variables) {
    String name = written.name();
    switch (name) {
      case "", "?" -> {
        return JType.Unknown.TYPE;
      }
      case "null" -> {
        return JType.Null.TYPE;
      }
      case "void" -> {
        return JType.Primitive.VOID;
      }
      case "boolean", "byte", "short", "int", "long", "char", "float", "double" -> {
        return new JType.Primitive(name);
      }
      default -> {}
    }
    if (!written.local()) {
      JType.Variable variable = variables.get(name);
      if (variable == null) {
        variable = at.variable(name);
      }
      if (variable != null) {
        return variable;
      }
    }
    Optional<TypeSymbol> symbol =
        written.local() ? type(name).map(found -> found) : at.resolve(name);
    if (symbol.isEmpty()) {
      return JType.Of.unknown(name.indexOf('.') < 0 ? qualified(name) : name);
    }
    List<JType> arguments =
        written.arguments().size() == symbol.get().parameters().size()
            ? written.arguments().stream().map(a -> resolve(a, at, variables)).toList()
            : List.of();
    return new JType.Of(symbol.get().name(), symbol.get(), arguments);
  }
}
