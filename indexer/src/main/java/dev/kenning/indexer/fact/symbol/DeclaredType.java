package dev.kenning.indexer.fact.symbol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A type that is declared in the file that is read: what is needed to resolve names inside it.
/// Filled while the file's declarations are gathered, only read afterwards; one thread.
public final class DeclaredType {
  /// @param type as declared
  /// @param isFinal whether it is assigned once (`final`, a record's component, a constant)
  /// @param isStatic whether it belongs to the type
  public record DeclaredField(JavaType type, boolean isFinal, boolean isStatic) {}

  /// Methods of one name, overloads together.
  private static final class DeclaredMethods {
    final List<Integer> arities = new ArrayList<>();
    @Nullable JavaType returned;
    boolean differ;
  }

  private final String name;
  private final @Nullable DeclaredType outer;
  private final Set<String> typeParameters;
  private final Map<String, DeclaredField> fields = new HashMap<>();
  private final Map<String, DeclaredMethods> methods = new HashMap<>();
  private final Map<String, DeclaredType> nested = new HashMap<>();
  private final List<JavaType> supertypes = new ArrayList<>();
  private final List<String> annotations = new ArrayList<>();
  private boolean isInterface;
  private boolean isRecord;

  DeclaredType(String name, @Nullable DeclaredType outer, Set<String> typeParameters) {
    this.name = name;
    this.outer = outer;
    this.typeParameters = Set.copyOf(typeParameters);
  }

  /// Qualified: `com.shop.Http.Retry`.
  public String name() {
    return name;
  }

  /// The type it is declared in, if any.
  public Optional<DeclaredType> outer() {
    return Optional.ofNullable(outer);
  }

  /// What it extends and implements.
  public List<JavaType> supertypes() {
    return supertypes;
  }

  /// Simple names of its annotations.
  public List<String> annotations() {
    return annotations;
  }

  public boolean isInterface() {
    return isInterface;
  }

  public boolean isRecord() {
    return isRecord;
  }

  public Optional<DeclaredField> field(String fieldName) {
    return Optional.ofNullable(fields.get(fieldName));
  }

  /// Whether a field passes.
  public boolean anyField(Predicate<DeclaredField> wanted) {
    return fields.values().stream().anyMatch(wanted);
  }

  public boolean hasMethod(String methodName) {
    return methods.containsKey(methodName);
  }

  /// Whether a method of this name takes so many arguments (or any number of them).
  public boolean hasMethod(String methodName, int arity) {
    DeclaredMethods found = methods.get(methodName);
    return found != null && found.arities.stream().anyMatch(n -> n == arity || n < 0);
  }

  /// The type that all methods of this name return.
  public JavaType returned(String methodName) {
    DeclaredMethods found = methods.get(methodName);
    return found == null || found.differ || found.returned == null
        ? JavaType.UNKNOWN
        : found.returned;
  }

  Optional<DeclaredType> nested(String simpleName) {
    return Optional.ofNullable(nested.get(simpleName));
  }

  boolean hasTypeParameter(String simpleName) {
    return typeParameters.contains(simpleName);
  }

  void addField(String fieldName, DeclaredField field) {
    fields.putIfAbsent(fieldName, field);
  }

  /// @param arity -1 for any number of arguments
  void addMethod(String methodName, int arity, JavaType returned) {
    DeclaredMethods known = methods.computeIfAbsent(methodName, _ -> new DeclaredMethods());
    known.arities.add(arity);
    known.differ |= known.returned != null && !known.returned.equals(returned);
    known.returned = returned;
  }

  void addNested(String simpleName, DeclaredType type) {
    nested.putIfAbsent(simpleName, type);
  }

  void addSupertype(JavaType type) {
    supertypes.add(type);
  }

  void addAnnotation(String simpleName) {
    annotations.add(simpleName);
  }

  void markInterface() {
    isInterface = true;
  }

  void markRecord() {
    isRecord = true;
  }
}
