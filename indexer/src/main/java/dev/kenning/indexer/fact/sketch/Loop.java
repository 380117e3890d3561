package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.Statement;
import java.util.Optional;

/// A loop.
///
/// @param statement the `for`, `while` or `do`
/// @param each whether it goes through a collection or array, `for (x : all)`
/// @param condition on which it goes on; empty for `for (;;)` and `each`
/// @param body what is repeated
/// @param place where it stands: what is around it
public record Loop(
    Statement statement,
    boolean each,
    Optional<Expression> condition,
    Statement body,
    Place place) {}
