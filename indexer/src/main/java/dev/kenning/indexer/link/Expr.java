package dev.kenning.indexer.link;

import java.util.List;
import java.util.Optional;

/// An expression as far as it takes to tell what it calls and of which type it is. Names and types
/// stand as written. Two that read alike are two places: identity counts.
public sealed interface Expr {
  /// Of a type that is known from the expression alone: literals, casts, comparisons.
  ///
  /// @param type as written; `null` for the null literal, empty for none
  /// @param parts that call something
  record Typed(String type, List<Expr> parts) implements Expr {}

  /// A parameter or local variable.
  record Local(LocalVariable variable) implements Expr {}

  /// A name that is no variable of the method: a field, a type, or a package's beginning.
  record Name(String name) implements Expr {}

  /// `of.name`: a field, or a longer name.
  record Member(Expr of, String name) implements Expr {}

  /// `this`, `Outer.this`.
  ///
  /// @param type as written, empty for the innermost
  record This(String type) implements Expr {}

  /// `super`, `Type.super`.
  record Super(String type) implements Expr {}

  /// What calls something.
  sealed interface Site extends Expr {
    /// Where it stands.
    int line();
  }

  /// `on.name(arguments)`.
  record Call(Optional<Expr> on, String name, List<Expr> arguments, int line) implements Site {}

  /// `new Type(arguments)`, with or without a body.
  record New(Optional<Expr> outer, String type, List<Expr> arguments, int line) implements Site {}

  /// `this(…)` and `super(…)`, also the `super()` that goes without saying.
  record Chain(boolean self, List<Expr> arguments, int line) implements Site {}

  /// `on::name`.
  record Reference(Expr on, String name, int line) implements Site {}

  /// A type where an expression stands: before `::`.
  record TypeName(String type) implements Expr {}

  /// `of[…]`.
  ///
  /// @param parts the index, if it calls something
  record Element(Expr of, List<Expr> parts) implements Expr {}

  /// @param parameters in order
  /// @param results what it gives back, each
  /// @param body what else it evaluates
  /// @param nothing whether it may stand where nothing is given back
  /// @param something whether it may stand where something is
  record Lambda(
      List<LocalVariable> parameters,
      List<Expr> results,
      List<Expr> body,
      boolean nothing,
      boolean something)
      implements Expr {}

  /// One of several: `?:` and `switch`.
  ///
  /// @param parts what else is evaluated
  record Choice(List<Expr> options, List<Expr> parts) implements Expr {}

  /// Arithmetic; a text if it adds and one operand is one.
  record Arithmetic(boolean adds, List<Expr> operands) implements Expr {}

  /// Of the type of the first: assignments, `!x`, `x++`.
  record Same(Expr first, List<Expr> parts) implements Expr {}
}
