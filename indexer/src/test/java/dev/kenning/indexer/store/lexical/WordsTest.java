package dev.kenning.indexer.store.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kenning.indexer.method.MethodUnit;
import dev.kenning.indexer.store.SampleMethods;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static final Stemmer NO_STEMS = word -> word;

  @Test
  void identifiersComeApartAndStayTogether() {
    assertThat(WordBreaker.words("parseHTTPRequest2 of MAX_VALUE", 100))
        .containsExactly(
            new Word(
                "parseHTTPRequest2", "parsehttprequest2", List.of("parse", "http", "request", "2")),
            new Word("of", "of", List.of("of")),
            new Word("MAX_VALUE", "maxvalue", List.of("max", "value")));
  }

  @Test
  void ideographsAreWords() {
    assertThat(WordBreaker.words("解析json", 100))
        .extracting(Word::whole)
        .containsExactly("解", "析", "json");
  }

  @Test
  void punctuationAndEncodedBytesAreNotWords() {
    assertThat(WordBreaker.words("+ - __ $ \"" + "x".repeat(101), 100)).isEmpty();
  }

  @Test
  void heavierFieldsWeighMore() {
    MethodUnit unit =
        SampleMethods.unit(SampleMethods.file("a/Http.java"), "retry", "Opens a socket.");
    Map<String, Integer> units = new WordWeigher(LexicalWeights.DEFAULT, NO_STEMS).weigh(unit);
    assertThat(units.get("retry")).isGreaterThan(units.get("socket"));
    assertThat(units.get("socket")).isGreaterThan(units.get("backoff"));
    assertThat(units).containsKeys("backoffmillis", "~retry", "42").doesNotContainKey("a");
  }

  @Test
  void fieldLeftOutIsNotIndexed() {
    MethodUnit unit =
        SampleMethods.unit(SampleMethods.file("a/Http.java"), "retry", "Opens a socket.");
    LexicalWeights weights = LexicalWeights.DEFAULT.without(LexicalField.SUMMARY);
    assertThat(new WordWeigher(weights, NO_STEMS).weigh(unit)).doesNotContainKey("socket");
  }

  @Test
  void repeatedWordsOfAQueryCountOnce() {
    LexicalQuery query = LexicalQuery.of("Retry the retry RETRY", LexicalWeights.DEFAULT, NO_STEMS);
    assertThat(query.words()).extracting(LexicalQuery.QueryWord::written).containsExactly("Retry");
  }
}
