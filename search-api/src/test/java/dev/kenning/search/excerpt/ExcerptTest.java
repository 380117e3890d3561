package dev.kenning.search.excerpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.StaticJavaParser;
import dev.kenning.search.testing.OwnMethods;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ExcerptTest {
  private static final double ANY = 1e9;
  private static final String PARSE =
      """
        static long parse(String text) {
          Matcher part = PART.matcher(text);
          long total = 0;
          while (part.find()) {
            total += number(part);
            if (part.group(2).isEmpty()) {
              throw new IllegalArgumentException(text);
            }
          }
          return total;
        }\
      """;

  @Test
  void aStatementIsShownWithWhatFramesItAndGapsAreCounted() {
    Excerpt excerpt = new Excerpt(PARSE);
    assertThat(excerpt.text()).isEmpty();
    assertThat(excerpt.show(unitWith(excerpt, "throw"), ANY)).isTrue();
    assertThat(excerpt.text())
        .isEqualTo(
            """
              static long parse(String text) {
                // … 2 lines
                while (part.find()) {
                  // … 1 line
                  if (part.group(2).isEmpty()) {
                    throw new IllegalArgumentException(text);
                  }
                }
                // … 1 line
              }\
            """);
    assertThat(excerpt.elidedCount()).isEqualTo(4);
  }

  @Test
  void whatManyStatementsHaveTellsLessThanWhatOneHas() {
    Excerpt excerpt = new Excerpt(PARSE);
    List<Set<String>> marks =
        excerpt.lines().stream()
            .map(line ->
                Set.of("part", "throw", "total").stream()
                    .filter(line::contains)
                    .collect(Collectors.toSet()))
            .toList();
    assertThat(excerpt.telling(marks).getFirst()).isEqualTo(unitWith(excerpt, "throw"));
  }

  @Test
  void whatDoesNotFitIsLeftOutWhole() {
    Excerpt excerpt = new Excerpt(PARSE);
    assertThat(excerpt.show(unitWith(excerpt, "throw"), 20)).isFalse();
    assertThat(excerpt.cost()).isZero();
    assertThat(excerpt.text()).isEmpty();
  }

  @Test
  void theDocumentationsLeadIsShownAndTheRestCounted() {
    DocExcerpt doc = new DocExcerpt("Reads a length.\n\n@param text it\n@return the length");
    assertThat(doc.text()).isEqualTo("Reads a length.\n… 3 lines");
    doc.more(ANY);
    assertThat(doc.elidedCount()).isZero();
    assertThat(doc.text()).isEqualTo("Reads a length.\n\n@param text it\n@return the length");
  }

  /// Excerpts stay Java: each unit that is shown is whole, and marks are comments. The methods are
  /// those of this program.
  @Test
  void whateverIsShownOfAMethodParses() {
    StaticJavaParser.setConfiguration(
        new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_21));
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (String code : OwnMethods.codes()) {
      Excerpt excerpt = new Excerpt(code);
      int units = excerpt.all().size();
      excerpt.declaration().forEach(unit -> excerpt.show(unit, ANY));
      excerpt.show(random.nextInt(units), ANY);
      excerpt.show(random.nextInt(units), ANY);
      String shown = "class Shown {\n" + excerpt.text() + "\n}";
      boolean chooses = code.contains("switch ("); // one without cases is no Java
      if (!chooses && parses("class Shown {\n" + code + "\n}")) {
        assertThatCode(() -> StaticJavaParser.parse(shown))
            .as("seed %s: %s", seed, shown)
            .doesNotThrowAnyException();
      }
    }
  }

  private static boolean parses(String text) {
    try {
      StaticJavaParser.parse(text);
      return true;
    } catch (RuntimeException e) {
      return false; // such as the constructor of a record, or newer syntax
    }
  }

  private static int unitWith(Excerpt excerpt, String text) {
    return excerpt.all().stream()
        .filter(unit -> {
          Excerpt alone = new Excerpt(String.join("\n", excerpt.lines()));
          alone.show(unit, ANY);
          return alone.text().contains(text);
        })
        .findFirst()
        .orElseThrow();
  }
}
