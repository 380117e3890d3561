package dev.kenning.indexer.fact.symbol;

import java.util.List;

/// The declared type of an expression, as far as one file and the JDK's list tell.
///
/// @param name qualified, `java.util.Map.Entry`, if known; else as written, `Helper`; empty for a
///   type of which nothing is known
/// @param known whether the name is qualified
/// @param arguments of a generic type, as written there; empty for a raw type
/// @param dimensions of an array, 0 for none
public record JavaType(String name, boolean known, List<JavaType> arguments, int dimensions) {
  /// Nothing is known.
  public static final JavaType UNKNOWN = new JavaType("", false, List.of(), 0);

  public static final JavaType STRING = qualified("java.lang.String");

  public JavaType {
    arguments = List.copyOf(arguments);
  }

  /// A type of which the full name is known.
  public static JavaType qualified(String name) {
    return new JavaType(name, true, List.of(), 0);
  }

  /// A type of which only the written name is known.
  public static JavaType written(String name) {
    return new JavaType(name, false, List.of(), 0);
  }

  /// Whether it is this type, not an array of it and not a subtype.
  public boolean is(String qualifiedName) {
    return known && dimensions == 0 && name.equals(qualifiedName);
  }

  /// Whether there is a name at all.
  public boolean isNamed() {
    return !name.isEmpty();
  }

  /// What an array of it holds.
  public JavaType element() {
    return dimensions == 0 ? UNKNOWN : new JavaType(name, known, arguments, dimensions - 1);
  }

  public JavaType withDimensions(int count) {
    return new JavaType(name, known, arguments, count);
  }

  public JavaType withArguments(List<JavaType> types) {
    return new JavaType(name, known, types, dimensions);
  }

  /// The last part of the name.
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  public boolean isPrimitive() {
    return dimensions == 0
        && switch (name) {
          case "boolean", "byte", "short", "int", "long", "char", "float", "double", "void" -> true;
          default -> false;
        };
  }
}
