package dev.kenning.indexer.graph;

import dev.kenning.indexer.graph.Hierarchy.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which methods may run where a method is named: those that override it, and the same declaration
/// in other files of the same name. One thread.
final class Dispatch {
  private record Key(MethodSymbol method, TypeSymbol receiver) {}

  private final Universe universe;
  private final Hierarchy hierarchy;
  private final Map<Key, List<MethodSymbol>> overriding = new HashMap<>();

  Dispatch(Universe universe, Hierarchy hierarchy) {
    this.universe = universe;
    this.hierarchy = hierarchy;
  }

  /// What may run, what is named first.
  ///
  /// @param receiver the type it is called on; empty if no subtype's method can run instead
  /// @param repository where it is called
  Set<MethodSymbol> targets(MethodSymbol named, Optional<TypeSymbol> receiver, String repository) {
    Set<MethodSymbol> targets = new LinkedHashSet<>();
    List<MethodSymbol> copies = copies(named, repository);
    targets.add(named);
    targets.addAll(copies);
    if (receiver.isPresent() && named.canBeOverridden()) {
      targets.addAll(overriding(named, receiver.get()));
      copies.forEach(copy -> targets.addAll(overriding(copy, copy.owner())));
    }
    return targets;
  }

  /// The same declaration where a type of the same name stands in several files.
  private List<MethodSymbol> copies(MethodSymbol named, String repository) {
    if (!(named.owner() instanceof IndexedType owner) || owner.name().indexOf('$') >= 0) {
      return List.of();
    }
    List<MethodSymbol> copies = new ArrayList<>();
    for (IndexedType other : universe.declared(owner.name(), repository)) {
      if (other != owner) {
        other.methods(named.name()).stream()
            .filter(m -> m.parameters().toString().equals(named.parameters().toString()))
            .forEach(copies::add);
      }
    }
    return copies;
  }

  /// What the types below `receiver` have in the place of `named`, declared there or inherited from
  /// elsewhere.
  List<MethodSymbol> overriding(MethodSymbol named, TypeSymbol receiver) {
    Key key = new Key(named, receiver);
    List<MethodSymbol> known = overriding.get(key);
    if (known == null) {
      Set<MethodSymbol> found = new LinkedHashSet<>();
      for (IndexedType below : universe.below(receiver)) {
        inPlaceOf(named, below).filter(m -> m.id().isPresent()).ifPresent(found::add);
      }
      found.remove(named);
      known = List.copyOf(found);
      overriding.put(key, known);
    }
    return known;
  }

  private Optional<MethodSymbol> inPlaceOf(MethodSymbol named, IndexedType type) {
    List<JType.Of> all = hierarchy.withSupertypes(type.asType());
    Optional<JType.Of> above =
        all.stream().filter(one -> one.symbol() == named.owner()).findFirst();
    if (above.isEmpty()) {
      return Optional.empty();
    }
    Member overridden = new Member(named, hierarchy.variables(above.get()));
    for (JType.Of at : all) {
      TypeSymbol symbol = at.symbol();
      if (symbol == named.owner() && !named.traits().isAbstract()) {
        return Optional.empty(); // nothing nearer takes its place
      }
      if (symbol == null || symbol == named.owner()) {
        continue;
      }
      Map<String, JType> variables = hierarchy.variables(at);
      for (MethodSymbol method : symbol.methods(named.name())) {
        boolean instance = !method.traits().isStatic() && !method.traits().isPrivate();
        boolean runs = symbol == type || !method.traits().isAbstract();
        if (instance && runs && hierarchy.overrides(new Member(method, variables), overridden)) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }

  /// The methods further up in whose place a method stands, nearest first.
  List<MethodSymbol> overridden(MethodSymbol method) {
    List<MethodSymbol> found = new ArrayList<>();
    if (method.isConstructor() || method.traits().isStatic() || method.traits().isPrivate()) {
      return found;
    }
    Member below = new Member(method, Map.of());
    for (JType.Of at : hierarchy.withSupertypes(method.owner().asType())) {
      TypeSymbol symbol = at.symbol();
      if (symbol != null && symbol != method.owner()) {
        Map<String, JType> variables = hierarchy.variables(at);
        for (MethodSymbol above : symbol.methods(method.name())) {
          if (above.canBeOverridden() && hierarchy.overrides(below, new Member(above, variables))) {
            found.add(above);
          }
        }
      }
    }
    return found;
  }
}
