package dev.kenning.indexer.graph;

import dev.kenning.indexer.link.Expr;
import java.util.List;
import java.util.Optional;

/// What names mean inside one type: a field, of the type or one around it; what is imported; a
/// type; the beginning of a package's name. In this order, as in Java.
final class Names {
  private final IndexedType self;
  private final FileScope file;
  private final Hierarchy hierarchy;

  Names(IndexedType self, Hierarchy hierarchy) {
    this.self = self;
    this.file = self.file();
    this.hierarchy = hierarchy;
  }

  Meaning of(String name) {
    for (IndexedType at = self; at != null; at = at.outer()) {
      Optional<JType> field = hierarchy.field(at.asType(), name);
      if (field.isPresent()) {
        return new Meaning.Value(field.get());
      }
    }
    for (TypeSymbol owner : file.staticOwners(name)) {
      Optional<JType> field = hierarchy.field(raw(owner), name);
      if (field.isPresent()) {
        return new Meaning.Value(field.get());
      }
    }
    return self.resolve(name)
        .<Meaning>map(type -> new Meaning.Type(raw(type)))
        .orElseGet(() -> new Meaning.PackageName(name));
  }

  /// @param of what stands before the dot
  Meaning member(Meaning of, String name) {
    return switch (of) {
      case Meaning.Value value -> new Meaning.Value(field(value.type(), name));
      case Meaning.Type type -> memberOf(type.type(), name);
      case Meaning.PackageName prefix -> {
        String longer = prefix.name() + "." + name;
        yield file.universe()
            .type(longer, file.file().repository())
            .<Meaning>map(found -> new Meaning.Type(raw(found)))
            .orElseGet(() -> new Meaning.PackageName(longer));
      }
    };
  }

  private Meaning memberOf(JType.Of type, String name) {
    Optional<JType> field = hierarchy.field(type, name);
    if (field.isPresent()) {
      return new Meaning.Value(field.get());
    }
    return Optional.ofNullable(type.symbol())
        .flatMap(symbol -> file.universe().member(symbol, name))
        .<Meaning>map(found -> new Meaning.Type(raw(found)))
        .orElseGet(() -> new Meaning.Value(JType.Unknown.TYPE));
  }

  private JType field(JType of, String name) {
    if (of instanceof JType.Array) {
      return name.equals("length") ? JType.Primitive.INT : JType.Unknown.TYPE;
    }
    return hierarchy
        .asClass(of)
        .flatMap(type -> hierarchy.field(type, name))
        .orElse(JType.Unknown.TYPE);
  }

  /// `this`, or that of a type around.
  JType.Of self(Expr.This expr) {
    if (!expr.type().isEmpty()) {
      Optional<TypeSymbol> named = self.resolve(expr.type());
      if (named.isPresent()) {
        return named.get().asType();
      }
    }
    return self.asType();
  }

  /// What `super` is seen as.
  JType above(Expr.Super expr) {
    if (expr.type().isEmpty()) {
      return above(self);
    }
    Optional<TypeSymbol> named = self.resolve(expr.type());
    if (named.isEmpty()) {
      return JType.Unknown.TYPE;
    }
    for (JType.Of direct : self.supertypes()) {
      if (direct.symbol() == named.get() && named.get().isInterface()) {
        return direct;
      }
    }
    return named.get() instanceof IndexedType outer ? above(outer) : JType.Unknown.TYPE;
  }

  /// The superclass.
  JType above(IndexedType type) {
    return type.outline().superclass().isEmpty() || type.supertypes().isEmpty()
        ? JdkMembers.pinned().object()
        : type.supertypes().getFirst();
  }

  static JType.Of raw(TypeSymbol symbol) {
    return new JType.Of(symbol.name(), symbol, List.of());
  }
}
