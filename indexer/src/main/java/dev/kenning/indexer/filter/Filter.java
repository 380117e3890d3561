package dev.kenning.indexer.filter;

import dev.kenning.indexer.fact.FactPattern;
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
  record InPackage(String pattern) implements Filter {
    private static final String BELOW = ".*";

    /// The package named, without the part that asks for those below it.
    public String root() {
      return includesBelow() ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
    }

    /// Whether packages below [#root()] are kept too.
    public boolean includesBelow() {
      return pattern.endsWith(BELOW);
    }

    /// Whether a method of `packageName` is kept.
    public boolean matches(String packageName) {
      return packageName.equals(root())
          || (includesBelow() && packageName.startsWith(root() + "."));
    }
  }

  /// Methods, constructors or initialisers.
  record OfKind(MethodKind kind) implements Filter {}

  /// Methods declared with a modifier.
  record WithModifier(String modifier) implements Filter {}

  /// Methods with a fact of this pattern.
  record HasFact(FactPattern pattern) implements Filter {}

  /// Test code.
  record InTests() implements Filter {}

  /// Whether a method is kept: what every store's translation of a filter has to agree with.
  default boolean matches(Filterable method) {
    return switch (this) {
      case All _ -> true;
      case None _ -> false;
      case And and -> and.parts().stream().allMatch(part -> part.matches(method));
      case Or or -> or.parts().stream().anyMatch(part -> part.matches(method));
      case Not not -> !not.part().matches(method);
      case InRepository repository -> repository.name().equals(method.file().repository());
      case UnderPath path -> path.glob().matches(method.file().path());
      case InPackage inPackage -> inPackage.matches(method.packageName());
      case OfKind kind -> kind.kind() == method.kind();
      case WithModifier modifier -> method.modifiers().contains(modifier.modifier());
      case HasFact wanted -> method.facts().stream().anyMatch(wanted.pattern()::matches);
      case InTests _ -> method.test();
    };
  }

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
      case All _, None _ -> this;
      case InRepository _, UnderPath _, InPackage _, OfKind _, WithModifier _ -> this;
      case HasFact _, InTests _ -> this;
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
