package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Optional;

/// A field that is named.
///
/// @param owner the type that declares it, qualified; empty if it is not known
/// @param name of the field
/// @param type as declared
/// @param isFinal whether it is assigned once; false if it is not known
/// @param isStatic whether it belongs to its type; false if it is not known
/// @param object whose field it is, if that is written and not `this`
public record FieldReference(
    String owner,
    String name,
    JavaType type,
    boolean isFinal,
    boolean isStatic,
    Optional<Expression> object) {
  /// Whether the declaration was found in this file.
  public boolean known() {
    return !owner.isEmpty();
  }

  /// `com.shop.Http.client`, or the bare name.
  public String qualifiedName() {
    return known() ? owner + "." + name : name;
  }

  /// Whether it is the same field of the same object, as far as can be told from the names.
  public boolean sameAs(FieldReference other) {
    return qualifiedName().equals(other.qualifiedName())
        && object.map(NameText::of).equals(other.object.map(NameText::of))
        && object.map(NameText::of).filter(String::isEmpty).isEmpty();
  }
}
