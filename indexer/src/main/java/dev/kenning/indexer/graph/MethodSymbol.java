package dev.kenning.indexer.graph;

import dev.kenning.indexer.MethodId;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.FileOutline.Traits;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A declared method or constructor. Identity counts.
///
/// @param id empty for what is not indexed: the JDK's, and what the compiler adds
/// @param returned the type that is made, for a constructor
record MethodSymbol(
    TypeSymbol owner,
    String name,
    Optional<MethodId> id,
    Traits traits,
    List<JType.Variable> typeParameters,
    List<JType> parameters,
    JType returned) {
  boolean isConstructor() {
    return name.equals(FileOutline.CONSTRUCTOR);
  }

  /// Whether a subtype may have its own.
  boolean canBeOverridden() {
    return !isConstructor()
        && !traits.isStatic()
        && !traits.isPrivate()
        && !traits.isFinal()
        && !owner.isFinal();
  }

  /// `com.shop.Http.send`.
  String qualifiedName() {
    return owner.name() + "." + (isConstructor() ? "new" : name);
  }

  boolean takes(int arguments) {
    return arguments == parameters.size()
        || (traits.isVariable() && arguments >= parameters.size() - 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
