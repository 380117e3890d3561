package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A structure of a method's body that something stands in, with the structures around it.
///
/// @param kind which structure
/// @param node its node: the loop, the `try`, the catch clause, the lambda, the `if` …
/// @param around what it stands in; null for the body itself
/// @param deferred whether it is a lambda or stands in one, so that the method need not run it;
///   kept, since frames nest as deep as a chain of `else if`
@SuppressWarnings("ReferenceEquality") // the same node of the tree, not one that reads alike
public record Frame(Kind kind, Node node, @Nullable Frame around, boolean deferred) {
  public enum Kind {
    BODY,
    /// What is done again and again; not what a loop begins with.
    LOOP,
    /// What the catch clauses of a `try` guard, its resources included.
    TRY,
    CATCH,
    FINALLY,
    /// A lambda's body: runs when somebody calls it, or never.
    LAMBDA,
    SYNCHRONIZED,
    /// One side of an `if`, a `switch` or `?:`.
    BRANCH
  }

  public Frame(Kind kind, Node node, @Nullable Frame around) {
    this(kind, node, around, kind == Kind.LAMBDA || (around != null && around.deferred));
  }

  /// Whether it stands in the structure of this node, as that kind of part.
  public boolean within(Kind wanted, Node structure) {
    for (Frame at = this; at != null; at = at.around) {
      if (at.kind == wanted && at.node == structure) {
        return true;
      }
    }
    return false;
  }

  /// The innermost structure of a kind that no lambda stands between.
  public Optional<Frame> innermostHere(Kind wanted) {
    for (Frame at = this; at != null && at.kind != Kind.LAMBDA; at = at.around) {
      if (at.kind == wanted) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}
