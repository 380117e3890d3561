package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.List;
import java.util.Optional;

/// A method that is called, an object that is made, a method that is handed on.
///
/// @param node where it stands in the tree
/// @param form what of these it is
/// @param owner the declared type of the receiver, as the compiler would write it down; the type
///   made, for a constructor
/// @param name of the method; `new` for a constructor
/// @param receiver the expression before the dot, if any
/// @param arguments in order; none for a reference
/// @param onSelf whether the receiver is this object or this type
/// @param place where it stands
public record Call(
    Node node,
    Form form,
    JavaType owner,
    String name,
    Optional<Expression> receiver,
    List<Expression> arguments,
    boolean onSelf,
    Place place) {
  public enum Form {
    METHOD,
    CONSTRUCTOR,
    /// `this(…)` and `super(…)`.
    CONSTRUCTOR_CHAIN,
    /// `Type::method`.
    REFERENCE
  }

  public Call {
    arguments = List.copyOf(arguments);
  }

  /// Whether the owner is known for certain.
  public boolean resolved() {
    return owner.known() && owner.dimensions() == 0;
  }

  /// `java.util.List.add`, or as much of it as is known.
  public String qualifiedName() {
    return owner.isNamed() && owner.dimensions() == 0 ? owner.name() + "." + name : name;
  }

  /// Whether code calls it here, rather than handing it on.
  public boolean isMethod() {
    return form == Form.METHOD;
  }

  public boolean isMethod(String type, String method) {
    return isInvoked() && name.equals(method) && owner.is(type);
  }

  /// A call, or a reference, which somebody may call.
  public boolean isInvoked() {
    return form == Form.METHOD || form == Form.REFERENCE;
  }

  /// The argument at an index, if there are so many.
  public Optional<Expression> argument(int index) {
    return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
  }
}
