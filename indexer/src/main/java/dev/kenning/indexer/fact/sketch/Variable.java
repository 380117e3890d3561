package dev.kenning.indexer.fact.sketch;

import com.github.javaparser.ast.expr.Expression;
import dev.kenning.indexer.fact.symbol.JavaType;
import java.util.Optional;

/// A local variable of any sort. Two variables are the same if they are the same object: names may
/// repeat.
public final class Variable {
  public enum Sort {
    PARAMETER,
    LOCAL,
    LAMBDA_PARAMETER,
    CATCH_PARAMETER
  }

  private final String name;
  private final Sort sort;
  private final JavaType type;
  private final Optional<Expression> initial;

  Variable(String name, Sort sort, JavaType type, Optional<Expression> initial) {
    this.name = name;
    this.sort = sort;
    this.type = type;
    this.initial = initial;
  }

  public String name() {
    return name;
  }

  public Sort sort() {
    return sort;
  }

  public JavaType type() {
    return type;
  }

  /// What it is declared with.
  public Optional<Expression> initial() {
    return initial;
  }

  public boolean isParameter() {
    return sort == Sort.PARAMETER;
  }
}
