package dev.kenning.indexer.filter;

import dev.kenning.indexer.method.MethodKind;
import java.util.ArrayList;
import java.util.List;

/// A condition on methods, as a tree of records.
public sealed interface Filter {
  /// Every method.
  record All() implements Filter {}

  /// No method.
  record None() implements Filter {}

  /// Methods that every part keeps.
  record And(List<Filter> parts) implements Filter {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /// Methods that at least one part keeps.
  record Or(List<Filter> parts) implements Filter {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /// Methods that the part does not keep.
  record Not(Filter part) implements Filter {}

  /// Methods of one repository.
  record InRepository(String name) implements Filter {}

  /// Methods whose file's path matches a [Glob].
  record UnderPath(Glob glob) implements Filter {}

  /// Methods of one package; `com.shop.*` also of those below it, `com.shop` included.
  record InPackage(String pattern) implements Filter {}

  /// Methods, constructors or initialisers.
  record OfKind(MethodKind kind) implements Filter {}

  /// Methods declared with a modifier.
  record WithModifier(String modifier) implements Filter {}

  /// Test code.
  record InTests() implements Filter {}

  /// An equal filter with nothing in it that does nothing: nested conjunctions and disjunctions are
  /// flattened, constants folded, double negations dropped.
  default Filter simplify() {
    return switch (this) {
      case And and -> simplify(and.parts(), true);
      case Or or -> simplify(or.parts(), false);
      case Not not ->
          switch (not.part().simplify()) {
            case All _ -> new None();
            case None _ -> new All();
            case Not inner -> inner.part();
            case Filter part -> new Not(part);
          };
      default -> this;
    };
  }

  private static Filter simplify(List<Filter> parts, boolean conjunction) {
    List<Filter> kept = new ArrayList<>();
    for (Filter part : parts) {
      switch (part.simplify()) {
        case And and when conjunction -> kept.addAll(and.parts());
        case Or or when !conjunction -> kept.addAll(or.parts());
        case All _ when conjunction -> {}
        case None _ when !conjunction -> {}
        case All all -> {
          return all;
        }
        case None none -> {
          return none;
        }
        case Filter other -> kept.add(other);
      }
    }
    if (kept.isEmpty()) {
      return conjunction ? new All() : new None();
    }
    if (kept.size() == 1) {
      return kept.getFirst();
    }
    return conjunction ? new And(kept) : new Or(kept);
  }
}
