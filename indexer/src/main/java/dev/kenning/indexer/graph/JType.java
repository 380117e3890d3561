package dev.kenning.indexer.graph;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The type of an expression.
sealed interface JType {
  /// A class or interface.
  ///
  /// @param name qualified; as written if the type is unknown
  /// @param symbol null if neither the index nor the JDK's list has it
  /// @param arguments as many as it has parameters, or none
  record Of(String name, @Nullable TypeSymbol symbol, List<JType> arguments) implements JType {
    public Of {
      arguments = List.copyOf(arguments);
    }

    static Of unknown(String name) {
      return new Of(name, null, List.of());
    }

    boolean isSame(Of other) {
      return (symbol == null || other.symbol == null)
          ? name.equals(other.name)
          : symbol == other.symbol;
    }

    @Override
    public String toString() {
      return name + (arguments.isEmpty() ? "" : arguments);
    }
  }

  record Array(JType element) implements JType {}

  record Primitive(String name) implements JType {
    static final Primitive BOOLEAN = new Primitive("boolean");
    static final Primitive INT = new Primitive("int");
    static final Primitive VOID = new Primitive("void");
  }

  /// A type variable.
  ///
  /// @param key tells it from those of other declarations
  record Variable(String key, JType bound) implements JType {
    @Override
    public String toString() {
      return key;
    }
  }

  /// Of `null`.
  record Null() implements JType {
    static final Null TYPE = new Null();
  }

  record Unknown() implements JType {
    static final Unknown TYPE = new Unknown();
  }

  default boolean isKnown() {
    return !(this instanceof Unknown);
  }

  /// The type with its variables replaced; those that have no replacement stay.
  default JType with(Map<String, JType> variables) {
    if (variables.isEmpty()) {
      return this;
    }
    return switch (this) {
      case Of of when !of.arguments().isEmpty() ->
          new Of(
              of.name(),
              of.symbol(),
              of.arguments().stream().map(argument -> argument.with(variables)).toList());
      case Array array -> new Array(array.element().with(variables));
      case Variable variable -> variables.getOrDefault(variable.key(), variable);
      case Of _, Primitive _, Null _, Unknown _ -> this;
    };
  }

  static JType array(JType element, int dimensions) {
    JType type = element;
    for (int i = 0; i < dimensions; i++) {
      type = new Array(type);
    }
    return type;
  }
}
