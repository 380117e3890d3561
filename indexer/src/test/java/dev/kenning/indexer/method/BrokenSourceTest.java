package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenSourceTest {
  private static final String FRAME =
      """
      package p;

      class A {
        void before() {
          x();
        }

      BROKEN

        void after() {
          y();
        }
      }
      """;

  private static ParsedFile extract(String source) {
    return new MethodExtractor().extract(new FileKey("shop", "A.java"), source);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  void bad( {\n    z();\n  }",
        "  void bad() {\n    int x = ;\n  }",
        "  void bad() {\n    z(;\n  }",
        "  void bad() {\n    z()\n  }",
        "  void bad() {\n    if (x) {\n      z();\n  }",
        "  void bad() {\n    if (x) }\n      z();\n    }\n  }",
        "  void bad() {\n    String s = \"open;\n  }",
        "  void bad() {\n    char c = 'ab';\n  }",
        "  void bad() {\n    switch (x) { case 1 -> ; }\n  }",
        "  int field = = 3;",
        "  woid bad woid;",
        "  @Oops(void bad() {}",
        "  void bad() {\n<<<<<<< HEAD\n    z();\n=======\n    w();\n>>>>>>> other\n  }",
        "  void bad(Object o) {\n    if (o instanceof int i) { z(); }\n  }",
        "  ${generated}",
      })
  void aBrokenMemberCostsNoOther(String broken) {
    ParsedFile parsed = extract(FRAME.replace("BROKEN", broken));
    assertThat(parsed.methods()).extracting(MethodUnit::name).contains("before", "after");
    assertThat(parsed.problems()).isNotEmpty();
    assertThat(parsed.lost()).isFalse();
  }

  @Test
  void aProblemHasItsLineAndAReasonForAPerson() {
    assertThat(extract(FRAME.replace("BROKEN", "  int field = = 3;")).problems())
        .containsExactly(new ParseProblem(8, "The syntax breaks at \"=\""));
  }

  @Test
  void methodsAfterABreakKeepTheirTrueLinesAndCode() {
    MethodUnit after =
        extract(FRAME.replace("BROKEN", "  void bad( {\n    z();\n  }")).methods().stream()
            .filter(unit -> unit.name().equals("after"))
            .findFirst()
            .orElseThrow();
    assertThat(after.span().startLine()).isEqualTo(12);
    assertThat(after.code()).isEqualTo("  void after() {\n    y();\n  }");
  }

  @Test
  void severalBrokenMembersAreAllLeftOut() {
    String broken = "  void b1( {}\n\n  int x = ;;;=\n\n  void fine() {}\n\n  void b2() { z(; }";
    assertThat(extract(FRAME.replace("BROKEN", broken)).methods())
        .extracting(MethodUnit::name)
        .contains("before", "fine", "after");
  }

  @Test
  void aBraceLeftOpenCostsNoneOfTheMethodsAfterIt() {
    String broken =
        "  void open() {\n    if (x) {\n      z();\n  }\n\n  void c() {}\n\n  int d() {}";
    assertThat(extract(FRAME.replace("BROKEN", broken)).methods())
        .extracting(MethodUnit::name)
        .containsExactly("before", "open", "c", "d", "after");
  }

  @Test
  void anUnclosedCommentCostsNothingElse() {
    assertThat(extract(FRAME.replace("BROKEN", "  /* what was this")).methods())
        .extracting(MethodUnit::name)
        .containsExactly("before", "after");
  }

  @Test
  void enumsInsideBodiesAreRead() {
    ParsedFile parsed =
        extract("class A { void m() {\n enum E { X, Y(1) { }; int f() { return 1; } }\n g(); } }");
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.methods())
        .extracting(MethodUnit::symbol)
        .containsExactly("A.m()", "A.m$1E.f()");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workers.parsing().submit(task)",
        "workers\n        .parsing()",
        "a.b",
        "a + b",
        "a[0].c",
        "a ? b : c.d()",
        "a::b",
        "(a).b()",
        "!a.b()",
        "-a.b()",
        "this.a()",
        "List.<String>of()",
        "\"text\".length()",
        "new Object().a()",
        "a.b(\"yield x.y();\") /* yield c.d(); */",
      })
  void yieldOfAnyExpressionKeepsItsMethodAndItsText(String expression) {
    String method =
        "  int choose(Object o) {\n    return switch (o) {\n      case A a -> {\n"
            + "        int yields = 1;\n        yield "
            + expression
            + ";\n      }\n"
            + "      default -> throw new Oops(\"yield z.a\");\n    };\n  }";
    ParsedFile parsed = extract(FRAME.replace("BROKEN", method));
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.methods())
        .extracting(MethodUnit::name)
        .containsExactly("before", "choose", "after");
    MethodUnit choose = parsed.methods().get(1);
    assertThat(choose.code()).isEqualTo(method);
    assertThat(choose.span().startLine()).isEqualTo(8);
  }

  @Test
  void theNameYieldStaysWhereItIsNoStatement() {
    String source =
        "class A { int yield; void yield(int x) { yield.x(); yield = 1; yields(x); Thread.yield(); } }";
    assertThat(NewerSyntax.yieldsAsThrows(source)).isEqualTo(source);
  }

  @Test
  void aYieldThatDoesNotParseAndABrokenMemberCostOnlyTheBrokenOne() {
    String broken =
        "  int fine(E e) {\n    return switch (e) { default -> { yield a.b(); } };\n  }\n\n"
            + "  void bad( {\n    z();\n  }";
    assertThat(extract(FRAME.replace("BROKEN", broken)).methods())
        .extracting(MethodUnit::name)
        .containsExactly("before", "fine", "after");
  }

  @Test
  void whatIsNoJavaIsLostWithItsReason() {
    ParsedFile parsed = extract("Dear reader,\nthis is a letter.\n");
    assertThat(parsed.lost()).isTrue();
    assertThat(parsed.methods()).isEqualTo(List.of());
    assertThat(parsed.problems()).isNotEmpty();
  }

  /// Whatever is done to a file, it is answered with units that fit into it, and the same twice.
  @RepeatedTest(40)
  void damagedFilesAreAlwaysAnswered(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    StringBuilder source =
        new StringBuilder(FRAME.replace("BROKEN", "  int f(int a) { return a; }"));
    for (int i = 0; i < 4; i++) {
      int at = random.nextInt(source.length());
      switch (random.nextInt(3)) {
        case 0 -> source.deleteCharAt(at);
        case 1 -> source.insert(at, "{}()\"'/*;=<@\\".charAt(random.nextInt(12)));
        default -> source.setCharAt(at, (char) random.nextInt(0x250));
      }
    }
    ParsedFile parsed = extract(source.toString());
    long lineCount = source.toString().lines().count() + 1;
    assertThat(parsed.methods())
        .allSatisfy(
            unit -> assertThat((long) unit.span().endLine()).isLessThanOrEqualTo(lineCount));
    assertThat(extract(source.toString())).isEqualTo(parsed);
  }
}
