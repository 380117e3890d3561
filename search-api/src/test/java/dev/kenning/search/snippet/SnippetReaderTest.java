package dev.kenning.search.snippet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kenning.search.query.InvalidRequestException;
import dev.kenning.search.snippet.Snippet.Reading;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class SnippetReaderTest {
  private static final String METHOD =
      """
      long parseMillis(String text) throws ParseException {
        if (text.isBlank()) {
          throw new ParseException(text, 0);
        }
        return Duration.parse(text).toMillis();
      }
      """;

  private final SnippetReader reader = new SnippetReader();

  @Test
  void filesMembersAndStatementsAreReadAsWhatTheyAre() {
    Snippet member = reader.apply(METHOD);
    assertThat(member.reading()).isEqualTo(Reading.METHOD);
    assertThat(member.passage().text())
        .startsWith("parse millis")
        .contains("throws parse exception");
    assertThat(reader.apply("package a;\nclass A {\n" + METHOD + "}").reading())
        .isEqualTo(Reading.METHOD);
    Snippet statements =
        reader.apply(
            "for (Path file : files) {\n  Files.deleteIfExists(file);\n}\nlog.info(done);");
    assertThat(statements.reading()).isEqualTo(Reading.STATEMENTS);
    assertThat(statements.passage().text()).contains("delete if exists").doesNotContain("void");
  }

  @Test
  void codeThatIsMadeToKeepAParserBusyIsReadAsWords() {
    String lambdas = "call(x -> {".repeat(40) + "last();" + "});".repeat(40);
    String brackets = "int sum() { return " + "(".repeat(40_000) + "1" + ")".repeat(40_000) + "; }";
    String types = "List<".repeat(3_000) + "A" + ">".repeat(3_000) + " list = null;";
    for (String code : List.of(lambdas, brackets, types, "void run() { " + lambdas + " }")) {
      long begun = System.nanoTime();
      assertThat(reader.apply(code).words()).isNotEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(reader.apply(lambdas).reading()).isEqualTo(Reading.WORDS);
    String usual = "run(a -> { b(c -> { d(e -> { f(); }); }); });";
    assertThat(reader.apply(usual).reading()).isEqualTo(Reading.STATEMENTS);
    assertThat(reader.apply(METHOD).reading()).isEqualTo(Reading.METHOD);
  }

  @Test
  void bracesThatAreMissingAreMadeUpFor() {
    String unclosed = METHOD.substring(0, METHOD.lastIndexOf('}'));
    assertThat(reader.apply(unclosed).passage()).isEqualTo(reader.apply(METHOD).passage());
    Snippet tail = reader.apply("  total += size(file);\n  }\n}\nreturn total;");
    assertThat(tail.reading()).isEqualTo(Reading.STATEMENTS);
    assertThat(tail.passage().text()).contains("calls size");
  }

  @Test
  void whatIsNoCodeInAPastedTextGoes() {
    String fenced = "```java\n" + METHOD + "```";
    String numbered = METHOD.lines().map(line -> "17: " + line + "\n").reduce("", String::concat);
    String diff =
        METHOD
            .lines()
            .map(line -> (line.contains("blank") ? "-" : "+") + line + "\n")
            .reduce("@@ -1,2 +1,6 @@\n", String::concat);
    assertThat(reader.apply(fenced).passage()).isEqualTo(reader.apply(METHOD).passage());
    assertThat(reader.apply(numbered).passage()).isEqualTo(reader.apply(METHOD).passage());
    assertThat(reader.apply(diff).passage()).isEqualTo(reader.apply(METHOD).passage());
  }

  @Test
  void whatCannotBeParsedIsItsWords() {
    Snippet words = reader.apply("( { copy ) input } until endOfFile");
    assertThat(words.reading()).isEqualTo(Reading.WORDS);
    assertThat(words.words()).isEqualTo("copy input until end of file");
    assertThat(words.passage().text()).isEqualTo(words.words());
  }

  @Test
  void aTextWithoutWordsIsRefused() {
    assertThatThrownBy(() -> reader.apply("{ ; }"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("/code");
  }

  @Property(tries = 100)
  void anyTextWithAWordIsRead(@ForAll("brokenCode") String text) {
    Snippet snippet = reader.apply(text + " word");
    assertThat(snippet.words()).contains("word");
    assertThat(snippet.passage().text()).isNotBlank();
  }

  @Provide
  Arbitrary<String> brokenCode() {
    return Arbitraries.of(
            "{",
            "}",
            "(",
            ")",
            ";",
            ",",
            "\n",
            " ",
            "\"",
            "'",
            "/*",
            "*/",
            "//",
            "\"\"\"",
            "class A",
            "void m()",
            "return",
            "int x =",
            "->",
            "@",
            "<",
            ">",
            "enum",
            "switch (x)",
            "case 1:")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join(" ", parts));
  }
}
