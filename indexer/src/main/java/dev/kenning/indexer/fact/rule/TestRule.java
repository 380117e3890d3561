package dev.kenning.indexer.fact.rule;

import dev.kenning.indexer.fact.FactKind;
import dev.kenning.indexer.fact.sketch.MethodHead;
import dev.kenning.indexer.fact.sketch.MethodSketch;
import java.util.Set;

/// `test`: methods that a test framework runs by annotation, and the public `test…` methods of a
/// `TestCase`. Misses tests that are found in other ways; set-up and fixtures are no tests.
final class TestRule implements FactRule {
  private static final Set<String> MARKS =
      Set.of(
          "Test",
          "ParameterizedTest",
          "RepeatedTest",
          "TestFactory",
          "TestTemplate",
          "Property",
          "Theory",
          "ArchTest");

  @Override
  public void find(MethodSketch method, FactSink facts) {
    MethodHead head = method.head();
    method
        .annotation(MARKS::contains)
        .ifPresent(mark -> facts.addAt(FactKind.TEST, "", MethodSketch.line(mark)));
    boolean old =
        head.name().startsWith("test")
            && head.modifiers().contains("public")
            && head.parameters().isEmpty()
            && method.returnType().is("void")
            && method.type().supertypes().stream()
                .anyMatch(type -> type.simpleName().endsWith("TestCase"));
    if (old) {
      facts.addAt(FactKind.TEST, "", head.nameLine());
    }
  }
}
