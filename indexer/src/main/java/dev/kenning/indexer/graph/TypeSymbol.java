package dev.kenning.indexer.graph;

import java.util.List;
import java.util.Optional;

/// A declared type: of an indexed file, or of the JDK. Identity counts.
sealed interface TypeSymbol permits IndexedType, JdkType {
  /// Qualified.
  String name();

  boolean isInterface();

  boolean isFinal();

  List<JType.Variable> parameters();

  /// What it extends and implements, the class first; `Object` where nothing is said.
  List<JType.Of> supertypes();

  /// The type of a field it declares.
  Optional<JType> field(String name);

  /// The methods it declares under a name.
  List<MethodSymbol> methods(String name);

  /// All methods it declares, constructors left out.
  List<MethodSymbol> methods();

  /// The type with its own parameters for arguments.
  default JType.Of asType() {
    return new JType.Of(name(), this, List.copyOf(parameters()));
  }
}
