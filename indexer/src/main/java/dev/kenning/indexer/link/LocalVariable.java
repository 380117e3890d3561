package dev.kenning.indexer.link;

import org.jspecify.annotations.Nullable;

/// A parameter or local variable, and how its type is known. Two of one name are two: identity
/// counts. One thread.
public final class LocalVariable {
  /// How the type of a variable is known.
  public enum Origin {
    /// It is written.
    DECLARED,
    /// It is that of the initializer: `var`.
    INITIALIZED,
    /// It is that of the elements of what is gone through.
    ITERATED,
    /// It is what the lambda it belongs to is passed to says.
    LAMBDA,
    /// Nothing is said.
    UNKNOWN
  }

  private final Origin origin;
  private final String type;
  private final @Nullable Expr source;

  private LocalVariable(Origin origin, String type, @Nullable Expr source) {
    this.origin = origin;
    this.type = type;
    this.source = source;
  }

  public static LocalVariable declared(String type) {
    return new LocalVariable(Origin.DECLARED, type, null);
  }

  public static LocalVariable initialized(Expr source) {
    return new LocalVariable(Origin.INITIALIZED, "", source);
  }

  public static LocalVariable iterated(Expr source) {
    return new LocalVariable(Origin.ITERATED, "", source);
  }

  public static LocalVariable ofLambda() {
    return new LocalVariable(Origin.LAMBDA, "", null);
  }

  public static LocalVariable unknown() {
    return new LocalVariable(Origin.UNKNOWN, "", null);
  }

  public Origin origin() {
    return origin;
  }

  /// As written; empty unless declared.
  public String type() {
    return type;
  }

  /// What it gets its type from, if an expression.
  public @Nullable Expr source() {
    return source;
  }
}
