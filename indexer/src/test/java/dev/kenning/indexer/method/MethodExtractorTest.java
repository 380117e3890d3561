package dev.kenning.indexer.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.FileKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MethodExtractorTest {
  private final MethodExtractor extractor = new MethodExtractor();

  private ParsedFile extract(String source) {
    return extractor.extract(new FileKey("shop", "A.java"), source);
  }

  private List<String> symbols(String source) {
    return extract(source).methods().stream().map(MethodUnit::symbol).toList();
  }

  @Test
  void linesOfCodeHoldAnnotationsAndModifiersButNoDocumentation() {
    MethodUnit unit =
        extract("class A {\n  /** Doc. */\n  // aside\n  @Override\n  public\n  void a() {\n  }\n}")
            .methods()
            .getFirst();
    assertThat(unit.span().docStartLine()).isEqualTo(2);
    assertThat(unit.span().startLine()).isEqualTo(4);
    assertThat(unit.span().endLine()).isEqualTo(7);
    assertThat(unit.code()).isEqualTo("  @Override\n  public\n  void a() {\n  }");
    assertThat(unit.doc()).isEqualTo("Doc.");
  }

  @Test
  void methodsOnOneLineKeepTheirOwnCode() {
    assertThat(extract("class A { void a(){} int b(){ return 1; } }").methods())
        .extracting(MethodUnit::code)
        .containsExactly("void a(){}", "int b(){ return 1; }");
  }

  @Test
  void everyMethodOfAFileHasAnIdOfItsOwn() {
    String source =
        """
        class A {
          { a(); } { b(); }
          static { c(); } static { d(); }
          Runnable r = new Runnable() { public void run() {} }, s = new Runnable() { public void run() {} };
          void twice() {} void twice() {}
          void m() { new Object() { { x(); } { y(); } void n() {} }; class L { void n() {} } { class L { void n() {} } } }
          void m(int i) { new Object() { void n() {} }; }
        }
        """;
    List<MethodUnit> units = extract(source).methods();
    Set<String> ids = units.stream().map(unit -> unit.id().value()).collect(Collectors.toSet());
    assertThat(units).hasSize(16);
    assertThat(ids).hasSize(16);
  }

  @Test
  void anIdStaysWhileItsMemberStaysWhateverHappensAround() {
    String before = "class A { void m() { new Object() { void n() {} }; } }";
    String after =
        "class A { int added; Object o = new Object() { void n() {} }; void other() { new Object() {"
            + " void n() {} }; }\n\n void m() { other(); new Object() { void n() { } }; } }";
    Set<String> ids =
        new HashSet<>(extract(after).methods().stream().map(u -> u.id().value()).toList());
    assertThat(extract(before).methods())
        .allSatisfy(unit -> assertThat(ids).contains(unit.id().value()));
  }

  @Test
  void namesOfTypesShowWhereTheyStand() {
    assertThat(
            symbols(
                "package p; enum E { X { void a() {} }; static class N { Object f = new Object() {"
                    + " void b() {} }; void m() { new Object() { void c() { class L { L() {} } } }; } }"
                    + " }"))
        .containsExactly(
            "p.E.X$1.a()", "p.E.N.f$1.b()", "p.E.N.m()", "p.E.N.m$1.c()", "p.E.N.m$1.c$1L.L()");
  }

  @Test
  void testCodeIsToldByItsPlaceOrItsMarks() {
    String plain = "package com.shop; class A { void a() {} }";
    String marked = "package com.shop; class A { @org.junit.jupiter.api.Test void a() {} }";
    assertThat(isTest("src/main/java/com/shop/A.java", plain)).isFalse();
    assertThat(isTest("src/main/java/com/shop/ATest.java", plain)).isFalse();
    assertThat(isTest("com/shop/A.java", plain)).isFalse();
    assertThat(isTest("org/test/A.java", "package org.test; class A { void a() {} }")).isFalse();
    assertThat(isTest("com/shop/Latest.java", plain)).isFalse();
    assertThat(isTest("com/shop/EXIT.java", plain)).isFalse();
    assertThat(isTest("src/test/java/com/shop/A.java", plain)).isTrue();
    assertThat(isTest("src/integrationTest/java/com/shop/A.java", plain)).isTrue();
    assertThat(isTest("core/test/com/shop/A.java", plain)).isTrue();
    assertThat(isTest("shop-tests/src/com/shop/A.java", plain)).isTrue();
    assertThat(isTest("com/shop/HttpTest.java", plain)).isTrue();
    assertThat(isTest("com/shop/HttpIT.java", plain)).isTrue();
    assertThat(isTest("com/shop/A.java", marked)).isTrue();
    assertThat(isTest("com/shop/A.java", "@RunWith(X.class) class A { void a() {} }")).isTrue();
  }

  private boolean isTest(String path, String source) {
    return extractor.extract(new FileKey("shop", path), source).methods().getFirst().test();
  }

  @Test
  void callsAreToldFromOtherNames() {
    MethodWords words =
        extract(
                """
                class A {
                  void a() {
                    List<String> names = new java.util.ArrayList<>(other.size());
                    names.stream().map(String::trim).map(Name::new).<Name>toArray();
                    byte[] buffer = new byte[16];
                    @SuppressWarnings("hidden") int x = compute /* why */ (buffer);
                    new Thread() { @Override public void run() { go(); } };
                  }
                }
                """)
            .methods()
            .getFirst()
            .words();
    assertThat(words.calledNames())
        .containsExactly(
            "ArrayList",
            "size",
            "stream",
            "map",
            "trim",
            "map",
            "Name",
            "toArray",
            "compute",
            "Thread",
            "go");
    assertThat(words.identifiers())
        .contains("names", "java", "util", "other", "buffer", "x", "run")
        .doesNotContain("SuppressWarnings", "Override");
    assertThat(words.literals()).containsExactly("16");
    assertThat(words.comments()).containsExactly("why");
  }

  @Test
  void literalsReadAsTheyArePrinted() {
    MethodWords words =
        extract(
                "class A { void a() { b(\"x\\ty \\\"z\\\" \\u0041\", 'c', '\\n', 0x1F, 2.5e3, true); } }")
            .methods()
            .getFirst()
            .words();
    assertThat(words.literals()).containsExactly("x y \"z\" A", "c", "0x1F", "2.5e3");
  }

  @Test
  void deepNestingIsReadOrReportedButNeverThrown() {
    assertThat(
            symbols(
                "class A { void a() { " + "if (x) {} else ".repeat(20_000) + "{} } void b() {} }"))
        .containsExactly("A.a()", "A.b()");
    assertThat(symbols("class A { int x = " + "1 + ".repeat(20_000) + "1; void b() {} }"))
        .containsExactly("A.b()");
    MethodExtractor shallow =
        new MethodExtractor(new ParseLimits(Duration.ofMinutes(1), 256 * 1024, 1));
    ParsedFile lost =
        shallow.extract(
            new FileKey("shop", "A.java"),
            "class A { void a() { " + "if (x) {} else ".repeat(50_000) + "{} } }");
    assertThat(lost.lost()).isTrue();
    assertThat(lost.problems())
        .containsExactly(new ParseProblem(0, "The code is nested too deeply to be read"));
  }

  @Test
  void aFileThatTakesTooLongIsGivenUp() {
    MethodExtractor hasty = new MethodExtractor(new ParseLimits(Duration.ofMillis(20), 1 << 20, 2));
    // the parser's time doubles with each level; 15 take 0.2 s once it is compiled, seconds before
    String source =
        "class A { void m() { " + "f((a) -> {".repeat(15) + "g();" + "});".repeat(15) + "} }";
    ParsedFile parsed = hasty.extract(new FileKey("shop", "A.java"), source);
    assertThat(parsed.lost()).isTrue();
    assertThat(parsed.problems().getFirst().reason())
        .isEqualTo("Reading the file took longer than 20 ms");
  }

  @Test
  void anInterruptedCallerGetsTheSameAndStaysInterrupted() {
    ParsedFile calm = extract("class A { void a() {} }");
    Thread.currentThread().interrupt();
    ParsedFile interrupted = extract("class A { void a() {} }");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted).isEqualTo(calm);
  }

  @Test
  void filesWithoutMethodsAreNotLost() {
    assertThat(extract("")).isEqualTo(new ParsedFile(List.of(), List.of(), false));
    assertThat(extract("/** Doc. */\npackage p;").lost()).isFalse();
    assertThat(extract("module m { requires java.base; }").lost()).isFalse();
  }

  @Test
  void severalThreadsGetTheSameAsOne() throws Exception {
    String source =
        "class A { "
            + IntStream.range(0, 50)
                .mapToObj(i -> "void m%d() { call%d(\"text\"); }".formatted(i, i))
                .collect(Collectors.joining("\n"))
            + " }";
    ParsedFile expected = extract(source);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Callable<ParsedFile>> calls =
          IntStream.range(0, 40)
              .<Callable<ParsedFile>>mapToObj(_ -> () -> extract(source))
              .toList();
      for (Future<ParsedFile> found : pool.invokeAll(calls)) {
        assertThat(found.get()).isEqualTo(expected);
      }
    }
  }
}
