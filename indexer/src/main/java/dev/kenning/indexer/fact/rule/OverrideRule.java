package dev.kenning.indexer.fact.rule;

import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.Resolution;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import dev.kenning.indexer.fact.symbol.DeclaredType;
import dev.kenning.indexer.fact.symbol.JavaType;
import dev.kenning.indexer.fact.symbol.JdkSymbols;
import java.util.Optional;

/// `overrides`: methods with the annotation; and without it, methods that a supertype in the file
/// declares with as many parameters, `equals(Object)`, `hashCode()` and `toString()`.
///
/// The supertype is named where one in reach declares the name. Misses unannotated methods of
/// supertypes that other files declare.
final class OverrideRule implements FactRule {
  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    if (head.sort() != MethodHead.Sort.METHOD
        || head.isStatic()
        || head.modifiers().contains("private")) {
      return;
    }
    Optional<AnnotationExpr> mark = method.annotation("Override"::equals);
    Optional<String> above = supertype(method);
    if (mark.isPresent()) {
      facts.addAt(FactKind.OVERRIDES, above.orElse(""), MethodSketch.line(mark.get()));
    } else if (isOfObject(method)) {
      facts.addAt(FactKind.OVERRIDES, "java.lang.Object", head.nameLine());
    } else if (above.filter(type -> declaresAlike(method, type)).isPresent()) {
      facts.add(FactKind.OVERRIDES, above.orElse(""), Resolution.BY_NAME, head.nameLine(), false);
    }
  }

  private static Optional<String> supertype(MethodSketch method) {
    String name = method.head().name();
    for (JavaType above : method.type().supertypes()) {
      boolean declares =
          above.known()
              && (JdkSymbols.pinned().method(above.name(), name).isPresent()
                  || method
                      .types()
                      .declared(above.name())
                      .filter(type -> type.hasMethod(name))
                      .isPresent());
      if (declares) {
        return Optional.of(above.name());
      }
    }
    return isOfObject(method) ? Optional.of("java.lang.Object") : Optional.empty();
  }

  private static boolean declaresAlike(MethodSketch method, String type) {
    Optional<DeclaredType> declared = method.types().declared(type);
    return declared.isPresent()
        && declared.get().hasMethod(method.head().name(), method.head().parameters().size());
  }

  private static boolean isOfObject(MethodSketch method) {
    int parameters = method.parameters().size();
    return switch (method.head().name()) {
      case "hashCode", "toString" -> parameters == 0;
      case "equals" ->
          parameters == 1 && method.parameters().getFirst().type().is("java.lang.Object");
      default -> false;
    };
  }
}
