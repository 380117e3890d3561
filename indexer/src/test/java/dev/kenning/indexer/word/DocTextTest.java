package dev.kenning.indexer.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocTextTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Gives {@code x < y}. | Gives x < y.",
        "See {@link Foo#bar(int, String) the bar}. | See the bar.",
        "See {@link Foo#bar(int)}. | See Foo.bar.",
        "See {@link #bar}. | See bar.",
        "Like {@link java.util.List#of}. | Like List.of.",
        "A {@literal <b>} and {@code List<{@link Foo}>}. | A and List<Foo>.",
        "<p>One <b>bold</b> word<br/> | One bold word",
        "a &lt; b &amp;&amp; c &#64; d | a < b && c d",
        "Some `code` and **bold**. | Some code and bold .",
        "See [the list][java.util.List]. | See the list.",
        "See [List]. | See List.",
        "A byte[] of x[0]. | A byte[] of x[0].",
        "Broken {@code x and {@link | Broken code x and link",
        "if a < b or c > d | if a < b or c > d",
      })
  void markupBecomesText(String doc, String text) {
    assertThat(DocText.render(doc)).isEqualTo(text);
  }

  @Test
  void theFirstSentenceEndsWhereTheNextBegins() {
    assertThat(DocText.firstSentence("Reads a file, e.g. Foo.java. Then closes it."))
        .isEqualTo("Reads a file, e.g. Foo.java.");
    assertThat(DocText.firstSentence("Reads\n a file\n@param x what")).isEqualTo("Reads a file");
    assertThat(DocText.firstSentence("")).isEmpty();
    assertThat(DocText.firstSentence("Version 2.0 of it. More.")).isEqualTo("Version 2.0 of it.");
  }

  @Test
  void theFirstParagraphEndsAtMarkupOrAnEmptyLine() {
    assertThat(DocText.firstParagraph("One.\nTwo.\n\nThree.")).isEqualTo("One. Two.");
    assertThat(DocText.firstParagraph("<p>One.\n<p>Two.")).isEqualTo("One.");
    assertThat(DocText.firstParagraph("One:<ul><li>a</ul>")).isEqualTo("One:");
    assertThat(DocText.firstParagraph("@return the sum")).isEmpty();
  }

  @Test
  void blockTagsKeepTheirWords() {
    assertThat(DocText.render("Adds.\n@param x a number\n@return the sum\n@throws Oops if not"))
        .isEqualTo("Adds. x a number returns the sum throws Oops if not");
    assertThat(DocText.description("Adds.\n\nMore.\n@return the sum")).isEqualTo("Adds. More.");
  }

  @Test
  void timeIsLinearInTheText() {
    String[] floods = {
      "{@code ".repeat(100_000),
      "{@link a".repeat(100_000) + "}".repeat(100_000),
      "<a ".repeat(200_000),
      "[".repeat(500_000),
      "[a](".repeat(200_000),
      "&".repeat(500_000),
      " ".repeat(1_000_000),
      "<!--".repeat(200_000),
      "\n \n".repeat(200_000),
      "e.g. ".repeat(200_000),
      "\n@".repeat(300_000),
    };
    for (String flood : floods) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            DocText.render(flood);
            DocText.firstSentence(flood);
          },
          () -> flood.substring(0, 8));
    }
  }
}
