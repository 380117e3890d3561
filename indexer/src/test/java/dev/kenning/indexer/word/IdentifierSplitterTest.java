package dev.kenning.indexer.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierSplitterTest {
  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({
    "parseHTTPResponse2, parse http response 2",
    "computeIfAbsent, compute if absent",
    "MAX_RETRY_COUNT, max retry count",
    "XMLHttpRequest, xml http request",
    "parseURLs, parse urls",
    "URLsOfHosts, urls of hosts",
    "toJSON, to json",
    "JSON, json",
    "IOException, io exception",
    "getAClass, get a class",
    "utf8, utf 8",
    "sha256Hex, sha 256 hex",
    "vector3D, vector 3 d",
    "$lombok_, lombok",
    "x, x",
    "com.shop.Http, com shop http",
    "größeÄndern, größe ändern",
    "Map<String[]>, map string",
  })
  void namesComeApartAtTheirWords(String identifier, String words) {
    assertThat(String.join(" ", IdentifierSplitter.split(identifier))).isEqualTo(words);
  }

  @Test
  void nothingButSeparatorsHasNoWords() {
    assertThat(IdentifierSplitter.split("")).isEmpty();
    assertThat(IdentifierSplitter.split("_ $ -> ...")).isEmpty();
  }

  @Test
  void lowerCaseDoesNotDependOnTheMachinesLanguage() {
    java.util.Locale before = java.util.Locale.getDefault();
    try {
      java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
      assertThat(IdentifierSplitter.split("TITLE_ID")).containsExactly("title", "id");
    } finally {
      java.util.Locale.setDefault(before);
    }
  }

  @Test
  void spansPointAtTheWordsInTheText() {
    String text = "a retryHTTP2 call";
    List<String> found = new ArrayList<>();
    IdentifierSplitter.forEachWord(text, (start, end) -> found.add(text.substring(start, end)));
    assertThat(found).containsExactly("a", "retry", "HTTP", "2", "call");
  }

  @Test
  void lettersBeyondTheBasicPlaneStayWhole() {
    assertThat(IdentifierSplitter.split("𝒳value𝒴"))
        .allSatisfy(word -> assertThat(word).isNotEmpty());
    assertThat(IdentifierSplitter.split("日本Name")).containsExactly("日本", "name");
  }
}
